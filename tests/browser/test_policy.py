"""The policy of the site, as Chromium applies it: nothing refused, nobody else asked, in the whole admin."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.crm.factories import UserFactory
from tests.desk.people import a_site

HEAR = (
    "addEventListener('securitypolicyviolation', e => console.error("
    "'refused ' + e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample), true)"
)
SCREENS = [
    "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtailimages:add_multiple",
    "wagtaildocs:index", "wagtailredirects:add", "wagtailsearchpromotions:index",
    "wagtailadmin_reports:site_history", "wagtailadmin_account", "wagtailusers_users:index",
    "crm_day", "crm_board", "crm_search", "crm_first_contact", "crm_messages", "crm_applications",
]  # fmt: skip


@pytest.fixture
def heard(page, live_server):
    """What Chromium refuses or cannot run, and the hosts that are asked."""
    told: dict[str, list[str]] = {"errors": [], "elsewhere": []}
    own = urlsplit(live_server.url).netloc
    page.add_init_script(HEAR)
    page.on("pageerror", lambda error: told["errors"].append(f"{page.url} {error}"))
    page.on(
        "console",
        lambda line: (
            told["errors"].append(f"{page.url} {line.text}") if line.type == "error" else None
        ),
    )
    page.on(
        "request",
        lambda asked: (
            told["elsewhere"].append(asked.url)
            if urlsplit(asked.url).netloc not in {own, ""}
            else None
        ),
    )
    return told


@pytest.fixture
def signed_in(page, live_server, client):
    boss = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(boss)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def test_nothing_of_the_admin_is_refused(page, live_server, heard, signed_in):
    home = a_site()
    for name in SCREENS:
        page.goto(live_server.url + reverse(name))

    # An editor: a block of each kind, a window that chooses, a preview in its frame.
    text = home.get_children().get(slug="presse")
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[text.pk]))
    page.locator("button.c-sf-add-button:visible").first.click()
    kinds = page.locator(".w-combobox__option").count()
    for rank in range(kinds):
        page.locator(".w-combobox__option").nth(rank).click()
        page.locator("button.c-sf-add-button:visible").first.click()
    page.keyboard.press("Escape")
    page.locator("button[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal-dialog:visible").first.wait_for()
    page.locator(".modal-dialog button.close").first.click()
    page.locator("[data-side-panel-toggle=preview]").first.click()
    page.locator("iframe[title]").first.wait_for(state="attached")
    assert kinds > 5

    # Rows that are added, and the calendar of one of them.
    page.goto(live_server.url + "/admin/telecentre/sites/new/")
    page.click("#id_closures-ADD")
    page.click("#id_closures-0-starts_on")
    page.locator(".xdsoft_datetimepicker:visible").first.wait_for()
    assert page.locator("[data-starts]").count() == 0

    # Words that search puts forward: a row and a window of their own.
    page.goto(live_server.url + reverse("wagtailsearchpromotions:add"))
    page.locator("[id$=query_string-chooser]").click()
    page.locator(".modal-dialog:visible").first.wait_for()

    assert heard == {"errors": [], "elsewhere": []}
