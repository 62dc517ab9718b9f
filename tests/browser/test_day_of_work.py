"""A day of an advisor, in one browser: three calls, an application, two files made one, a step, a spreadsheet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.applications.models import ApplicationState
from crm.journeys.models import Interaction, Outcome, Stage
from crm.people.merging.finder import find_pairs
from crm.people.models import Person
from tests.browser.test_desk import go, ready_for_qualified
from tests.crm.desk import at_the_desk, colleague, due
from tests.crm.factories import make_application, make_territory
from tests.crm.imports.files import as_csv
from tests.crm.people.doubles import two_files
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)
SPREADSHEET = [
    {"Nom": "Vidal", "Prénom": "Camille", "Mail": "camille@example.org", "Ville": "Lyon"},
    {"Nom": "Roche", "Prénom": "Paul", "Mail": "paul@example.org", "Ville": "Murat"},
]


def sit_down(page: Page, live_server, user) -> None:
    client = at_the_desk(user)
    page.context.add_cookies(
        [
            {"name": cookie.key, "value": cookie.value, "url": live_server.url}
            for cookie in client.cookies.values()
        ]
    )
    page.context.set_default_timeout(60_000)


def log_the_calls(page: Page, live_server) -> None:
    """Three calls from « Ma journée », two clicks each."""
    go(page, live_server, "crm_day")
    for said in ("Joint", "Message laissé", "Pas de réponse"):
        page.locator(".log-call > summary").first.click()
        page.locator(".log-call[open]").get_by_role("button", name=said, exact=True).click()
        expect(page.get_by_text("consigné au dossier")).to_be_visible()


def study(page: Page, live_server, application) -> None:
    go(page, live_server, "crm_applications")
    page.get_by_role("link", name=str(application.person)).click()
    page.get_by_label("Mettre à l’étude").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("À l’étude", exact=False).first).to_be_visible()


def merge(page: Page, live_server) -> None:
    go(page, live_server, "crm_duplicates")
    page.get_by_role("link", name="Comparer et fusionner").click()
    page.get_by_role("button", name="Voir ce qui change").click()
    page.get_by_role("button", name="Fusionner les deux dossiers").click()
    expect(page.get_by_text("est fusionné : tout est au dossier")).to_be_visible()


def move_by_the_keyboard(page: Page, live_server, journey) -> None:
    go(page, live_server, "crm_board")
    page.locator("[data-card]", has_text=journey.person.last_name).locator(
        ".move-menu summary"
    ).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Qualifié")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#stage-qualified .journey-card")).to_have_count(1)


def import_the_spreadsheet(page: Page, live_server) -> None:
    go(page, live_server, "crm_imports")
    page.get_by_label("Fichier à importer").set_input_files(
        {"name": "registre.csv", "mimeType": "text/csv", "buffer": as_csv(SPREADSHEET)}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.get_by_role("button", name="Confirmer l’import").click()
    expect(page.get_by_role("link", name="Camille Vidal")).to_be_visible()


def test_an_advisor_works_a_day_from_the_first_call_to_the_last_row(page, live_server):
    make_territory()
    advisor = colleague()
    called = [due(-days, owner=advisor) for days in (3, 2, 1)]
    starts_on = timezone.localdate() + timedelta(days=30)
    application = make_application(SessionFactory(starts_on=starts_on))
    older, younger = two_files()
    find_pairs()
    journey = ready_for_qualified()
    sit_down(page, live_server, advisor)

    log_the_calls(page, live_server)
    outcomes = Interaction.objects.filter(person__in=[one.person for one in called])
    assert set(outcomes.values_list("outcome", flat=True)) == {
        Outcome.REACHED, Outcome.MESSAGE, Outcome.NO_ANSWER,
    }  # fmt: skip

    study(page, live_server, application)
    application.refresh_from_db()
    assert application.state == ApplicationState.UNDER_REVIEW

    merge(page, live_server)
    younger.refresh_from_db()
    assert younger.merged_into == older

    move_by_the_keyboard(page, live_server, journey)
    journey.refresh_from_db()
    assert journey.stage == Stage.QUALIFIED

    import_the_spreadsheet(page, live_server)
    assert Person.objects.alive().filter(last_name__in=["Vidal", "Roche"]).count() == 2

    page.goto(live_server.url + reverse("crm_search") + "?q=vidal")
    expect(page.get_by_role("link", name="Camille Vidal")).to_be_visible()
