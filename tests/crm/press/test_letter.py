"""What a newsroom reads: the release as it is on the site, whom to call, how to leave."""

import pytest
from wagtail.models import Site

from crm.mailings import launching
from crm.press import audience
from crm.press.release_text import Draft, plan_of
from news.models import KitRelease
from tests.crm.press.pressing import journalist, release
from tests.news.press import a_kit, a_press_room

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "paragraph", "value": "<p>Deux jours, {deux} villages &amp; <b>un</b> télécentre.</p>"}
]


def letter(**fields):
    """The letter of a release, as Camille would read it."""
    press = a_press_room()
    page = release(press, lead="Entrée gratuite : venez.", body=BODY, **fields)
    kit = a_kit(press)
    KitRelease.objects.create(kit=kit, release=page)
    plan = plan_of(Draft("essai", page, "Bonjour {civilite} {nom},\n<b>à jeudi</b>"))
    who = journalist(first_name="Camille", last_name="D’Aubrac", civility="f")
    return launching.preview(plan, audience.addressee(who))


def test_it_says_the_release_the_kit_its_address_and_whom_to_call(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://murat.example.org"
    Site.objects.update(hostname="autre.example.org")
    seen = letter()

    assert seen.subject.replace("\u00a0", " ") == "Communiqué de presse : Le Forum revient"
    for words in (
        "Bonjour Madame D’Aubrac,", "LE FORUM REVIENT", "Murat, le 23\u00a0mars\u00a02011",
        "Entrée gratuite\u00a0: venez.", "Deux jours, (deux) villages & un télécentre.",
        "presse@example.org", "https://murat.example.org/presse/communiques/2011/le-forum-revient/",
        "Dossier de presse\u00a0: Vivre à Murat",
        "https://murat.example.org/presse/dossiers/vivre-a-murat/",
        "notre carnet de presse",
    ):  # fmt: skip
        assert words in seen.text, words
    assert "SOUS EMBARGO" not in seen.text


def test_its_page_escapes_what_was_typed_and_fills_the_names():
    page = letter(title="Le <i>Forum</i> revient").html

    assert "Bonjour Madame D’Aubrac," in page
    assert "&lt;b&gt;à jeudi&lt;/b&gt;" in page
    assert "Le &lt;i&gt;Forum&lt;/i&gt; revient" in page
    assert "<i>Forum" not in page


def test_a_long_title_with_braces_still_makes_a_subject():
    seen = letter(title="Le {Forum} " + "des hauts plateaux " * 12)

    assert "(Forum)" in seen.subject
    assert len(seen.subject) <= 200
