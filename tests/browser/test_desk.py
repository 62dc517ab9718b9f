"""The desk in a real browser: nothing for axe to find, the keyboard everywhere, comforts by script."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from crm.journeys.models import InteractionKind, Journey, Stage
from crm.journeys.services import log
from crm.people.models import Person
from territory.models import Postcode
from tests.crm.desk import at_the_desk, colleague, due, journey_of, qualified
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sit_down(live_server: object) -> Callable[[Page], Page]:
    """Bring a browser to the desk of an advisor, already known to the admin."""

    def seated(page: Page) -> Page:
        client = at_the_desk(colleague())
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]  # type: ignore[attr-defined]
        )
        page.context.set_default_timeout(60_000)
        return page

    return seated


def go(page: Page, live_server: object, name: str, *args: object) -> None:
    page.goto(live_server.url + reverse(name, args=args))  # type: ignore[attr-defined]


def ready_for_qualified() -> Journey:
    journey = journey_of(make_person(country="CH"), project="Traduire", horizon="été")
    log(journey.person, InteractionKind.CALL, by=None, journey=journey)
    return journey


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_overflows(page, sit_down, live_server, axe, width):
    journey = qualified()
    due(-2, owner=None)
    sit_down(page).set_viewport_size({"width": width, "height": 900})

    for name, args in (
        ("crm_day", []), ("crm_board", []), ("crm_journeys", []), ("crm_first_contact", []),
        ("crm_search", []), ("crm_person", [journey.person_id]), ("crm_journey_move", [journey.pk]),
        ("crm_person_edit", [journey.person_id]), ("crm_household", [journey.person_id]),
    ):  # fmt: skip
        go(page, live_server, name, *args)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_a_call_is_logged_in_two_clicks(page, sit_down, live_server):
    person = journey_of().person
    go(sit_down(page), live_server, "crm_person", person.pk)

    page.locator("#log > summary").click()
    page.get_by_role("button", name="Joint", exact=True).click()

    expect(page.get_by_text("consigné au dossier")).to_be_visible()
    assert person.interactions.count() == 1


def test_a_journey_moves_by_the_keyboard_alone(page, sit_down, live_server):
    journey = ready_for_qualified()
    go(sit_down(page), live_server, "crm_board")

    page.locator(".move-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Qualifié")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#stage-qualified .journey-card")).to_have_count(1)
    journey.refresh_from_db()
    assert journey.stage == Stage.QUALIFIED


def test_a_dragged_card_posts_the_same_form(page, sit_down, live_server):
    journey = ready_for_qualified()
    go(sit_down(page), live_server, "crm_board")

    page.locator("[data-card]").drag_to(page.locator("#stage-qualified"))

    expect(page.locator("#stage-qualified .journey-card")).to_have_count(1)
    journey.refresh_from_db()
    assert journey.stage == Stage.QUALIFIED


def test_dragging_back_asks_for_the_reason_first(page, sit_down, live_server):
    journey = qualified()
    go(sit_down(page), live_server, "crm_board")

    page.locator("[data-card]").drag_to(page.locator("#stage-contact"))

    expect(page.locator(f"#why-{journey.pk}")).to_be_focused()
    expect(page.locator(f"#to-{journey.pk}")).to_have_value("contact")


def test_the_first_contact_warns_and_finds_the_commune_while_one_types(page, sit_down, live_server):
    Postcode.objects.create(commune=make_territory()["lyon"], code="69001")
    known = make_person(first_name="Claire", last_name="Montaigu")
    go(sit_down(page), live_server, "crm_first_contact")

    page.get_by_label("Prénom").first.fill("Claire")
    page.get_by_label("Nom", exact=True).first.fill("Montaigu")
    page.get_by_label("Code postal").fill("69001")

    expect(page.locator("[data-alike-shown]")).to_contain_text(known.file_number)
    expect(page.get_by_label("Commune")).to_have_value("69123")
    assert Person.objects.count() == 1
