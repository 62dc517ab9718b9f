"""Two files made one in a real browser, by the keyboard alone; nothing for axe to find."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from crm.people.merging.finder import find_pairs
from crm.people.models import DuplicatePair
from crm.people.services import Minor, household_of
from tests.crm.desk import at_the_desk, colleague
from tests.crm.people.doubles import FIRST, LATER, followed, two_files

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seated(page: Page, live_server) -> Page:
    """A browser that the admin knows already."""
    name = settings.SESSION_COOKIE_NAME
    value = at_the_desk(colleague()).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.context.set_default_timeout(60_000)
    return page


def two_families():
    files = two_files()
    for person, at in zip(files, (FIRST, LATER), strict=True):
        followed(person, at)
        household_of(person, minors=[Minor(2004)], at=at)
    find_pairs()
    return files


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_overflows(seated, live_server, axe, width):
    older, younger = two_families()
    seated.set_viewport_size({"width": width, "height": 900})

    for name, args in (
        ("crm_duplicates", []),
        ("crm_merge_choose", [older.pk]),
        ("crm_merge", [older.pk, younger.pk]),
    ):
        seated.goto(live_server.url + reverse(name, args=args))
        axe(seated)
        assert seated.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    seated.get_by_label("Réunir les deux foyers").check()
    seated.get_by_role("button", name="Voir ce qui change").click()
    expect(seated.get_by_role("heading", level=1)).to_have_text("Ce qui change si vous fusionnez")
    axe(seated)
    assert seated.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_files_are_merged_by_the_keyboard_alone(seated, live_server):
    older, younger = two_families()
    seated.goto(live_server.url + reverse("crm_duplicates"))

    press_on(seated, "link", "Comparer et fusionner")
    seated.locator("[name=last_name]").first.focus()
    seated.keyboard.press("ArrowRight")
    seated.locator("[name=household]").first.focus()
    for _ in range(2):
        seated.keyboard.press("ArrowDown")
    press_on(seated, "button", "Voir ce qui change")
    expect(seated.get_by_text("était ouvert deux fois")).to_be_visible()
    press_on(seated, "button", "Fusionner les deux dossiers")

    expect(seated.get_by_text("est fusionné : tout est au dossier")).to_be_visible()
    older.refresh_from_db()
    younger.refresh_from_db()
    assert younger.merged_into == older
    assert older.last_name == "Montégu"
    assert not DuplicatePair.objects.to_review().exists()


def press_on(page: Page, role, name: str) -> None:
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")
