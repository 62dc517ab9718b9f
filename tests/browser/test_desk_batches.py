"""Batches and views in a real browser: by the keyboard, with axe, on a telephone and on a desk."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from crm.journeys import feed
from crm.journeys.models import Journey, SavedView
from tests.crm.desk import at_the_desk, colleague, due, journey_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seated(page: Page, live_server):
    """A manager at the desk, already known to the admin, and a colleague to work with."""
    user = colleague("Responsables")
    client = at_the_desk(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    page.context.set_default_timeout(60_000)
    page.user = user  # type: ignore[attr-defined]
    return page


def go(page, live_server, name, query=""):
    page.goto(live_server.url + reverse(name) + query)


def test_two_journeys_are_given_to_a_colleague_by_the_keyboard(seated, live_server):
    other = colleague()
    other.last_name = "Zola"  # the last of the list
    other.save()
    journeys = [journey_of() for _ in range(3)]
    go(seated, live_server, "crm_journeys")

    seated.locator(f'input[name="journey"][value="{journeys[0].pk}"]').focus()
    seated.keyboard.press("Space")
    seated.locator(f'input[name="journey"][value="{journeys[2].pk}"]').focus()
    seated.keyboard.press("Space")
    seated.locator("#batch-action").focus()
    seated.keyboard.type("Confier")
    seated.get_by_role("button", name="Continuer").focus()
    seated.keyboard.press("Enter")
    seated.get_by_label("Collègue").focus()
    seated.keyboard.press("End")
    seated.get_by_role("button", name="Confier").focus()
    seated.keyboard.press("Enter")

    expect(seated.get_by_role("heading", level=1)).to_contain_text("pour 2 parcours sur 2")
    given = Journey.objects.filter(owner=other).values_list("pk", flat=True)
    assert set(given) == {journeys[0].pk, journeys[2].pk}


def test_one_box_ticks_the_page(seated, live_server):
    for _ in range(3):
        journey_of()
    go(seated, live_server, "crm_journeys")

    seated.get_by_label("Cocher toute la page").check()
    expect(seated.locator('input[name="journey"]:checked')).to_have_count(3)
    seated.locator('input[name="journey"]').first.uncheck()

    expect(seated.get_by_label("Cocher toute la page")).not_to_be_checked()


def test_a_filter_is_kept_and_opens_first(seated, live_server):
    due(-2, owner=seated.user)
    go(seated, live_server, "crm_journeys", "?late=on")

    seated.get_by_text("Garder cette vue").click()
    seated.get_by_label("Nom de la vue").fill("Mes retards")
    seated.get_by_label("L’ouvrir en premier").check()
    seated.get_by_role("button", name="Garder", exact=True).click()

    current = seated.locator('.views-bar [aria-current="page"]')
    expect(current).to_have_text("Mes retards")
    go(seated, live_server, "crm_journeys")
    expect(current).to_have_text("Mes retards")
    assert SavedView.objects.get().opens_first


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_overflows(seated, live_server, axe, width):
    seated.set_viewport_size({"width": width, "height": 900})
    journey = due(-2, owner=seated.user)
    feed.renew(seated.user)

    def looks_right():
        seated.wait_for_load_state()
        expect(seated.get_by_role("heading", level=1)).to_be_visible()
        axe(seated)
        assert seated.evaluate("document.documentElement.scrollWidth <= innerWidth"), seated.url

    go(seated, live_server, "crm_journeys", "?late=on")
    seated.get_by_text("Garder cette vue").click()
    looks_right()
    seated.get_by_label("Nom de la vue").fill("Retards")
    seated.get_by_role("button", name="Garder", exact=True).click()
    for name in ("crm_views", "crm_load", "crm_own_calendar", "crm_guide"):
        go(seated, live_server, name)
        looks_right()
    go(seated, live_server, "crm_journeys", "?tri=personne")
    seated.locator(f'input[name="journey"][value="{journey.pk}"]').check()
    seated.locator("#batch-action").select_option("message")
    seated.get_by_role("button", name="Continuer").click()
    looks_right()
    seated.get_by_label("Objet").fill("Dossier {dossier}")
    seated.get_by_label("Ce message concerne").check()
    seated.get_by_role("button", name="Voir l’aperçu").click()
    looks_right()
    seated.get_by_role("button", name="Envoyer 1 lettre").click()
    expect(seated.get_by_text("À qui l’on a écrit")).to_be_visible()
    looks_right()
