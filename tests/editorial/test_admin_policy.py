"""The admin runs under the policy of the site: no script in a page, whatever Wagtail would write there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser

from editorial import admin_policy
from editorial.admin_policy.choosers import read
from tests.desk.people import a_site
from tests.pages import is_page, patterns, runs_something

STARTS = (Path(admin_policy.__path__[0]) / "static/admin_policy/starts.js").read_text()
TEMPLATES = Path(admin_policy.__path__[0]) / "templates"
# The way out, and the fault that Wagtail makes on purpose.
LEFT_OUT = re.compile(r"logout|failwhale")


def screens() -> list[str]:
    """The addresses of the admin that need nothing else, those of the plugins left to them."""
    found = {
        f"/{address}": str(getattr(one.callback, "__module__", ""))
        for address, one in patterns()
        if address.startswith("admin/") and not re.search(r"[<(\[\\?]", address)
    }
    ours = ("wagtail", "editorial", "news", "forum", "training", "telecentre", "desk", "home")
    return [address for address, module in found.items() if module.startswith(ours)]


@pytest.mark.django_db
def test_no_screen_of_the_admin_holds_a_script(admin_client):
    a_site()
    wrong, read_so_far = {}, 0
    for address in screens():
        if LEFT_OUT.search(address):
            continue
        answer = admin_client.get(address)
        if answer.status_code == 200 and is_page(answer):
            read_so_far += 1
            if found := runs_something(answer.content.decode()):
                wrong[address] = found

    assert wrong == {}
    assert read_so_far > 60


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<script>alert(1)</script>", 1),
        ('<p onclick="a()"><a href=" JavaScript:a()">', 2),
        ('<script type="application/json">{}</script><p title=\' onclick="x"\'>', 0),
    ],
)
def test_what_runs_is_seen(page, count):
    assert len(runs_something(page)) == count


class Everything(forms.Form):
    day = forms.DateField(widget=AdminDateInput)
    hour = forms.TimeField(widget=AdminTimeInput)
    moment = forms.DateTimeField(widget=AdminDateTimeInput)


def test_the_widgets_of_dates_say_what_starts_them():
    html = Everything().as_p()

    assert runs_something(html) == []
    assert re.findall(r'data-starts="(\w+)" data-with="\[&quot;(\w+)&quot;', html) == [
        ("initDateChooser", "id_day"),
        ("initTimeChooser", "id_hour"),
        ("initDateTimeChooser", "id_moment"),
    ]


def every_chooser(above: type[BaseChooser] = BaseChooser) -> set[type[BaseChooser]]:
    return {above}.union(*(every_chooser(one) for one in above.__subclasses__()))


def test_the_script_knows_every_chooser_that_is_installed():
    constructors = {one.js_constructor for one in every_chooser()}

    assert {name for name in constructors if f'"{name}"' not in STARTS} == set()


def test_the_script_starts_what_the_templates_ask_for_and_nothing_else():
    asked = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'data-starts="(\w+)"', path.read_text())
    }

    assert len(asked) == 6
    assert {name for name in asked if f'"{name}"' not in STARTS} == set()


def test_a_chooser_gives_what_wagtail_would_have_given():
    called, given = read(
        'new PageChooser("id_page", {"modalUrl": "/a/", "name": "l’été (2011);"});'
    )

    assert (called, given) == (
        "PageChooser",
        ["id_page", {"modalUrl": "/a/", "name": "l’été (2011);"}],
    )
    with pytest.raises(ValueError, match="cannot make this call"):
        read("alert(1); alert(2)//")


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "styles"), [("/admin/login/", True), ("/nulle-part/", False)])
def test_styles_alone_are_let_loose_and_under_the_admin_alone(client, address, styles):
    policy = client.get(address).headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert ("style-src 'self' 'unsafe-inline'" in policy) is styles
    assert policy.count("unsafe") == int(styles)


@pytest.mark.django_db
def test_the_preview_of_a_page_is_framed_by_this_site_alone(admin_client):
    home = a_site()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[home.pk])
    answer = admin_client.get(f"{address}?mode=&in_preview_panel=true")

    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
