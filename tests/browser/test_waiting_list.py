"""A waiting list from its letters, on a telephone: declined, not answered, promoted, taken."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.applications.models import Application, EnrolmentState
from crm.applications.services import move, move_enrolment
from crm.applications.waitlist.jobs import see_to_offers
from crm.letters.models import Letter
from editorial.rights import grant
from tests.crm.applications.lives import studied
from tests.crm.applications.waits import BEFORE, coming, states
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "Au-bord-de-l-Alagnon-15"


@pytest.fixture(autouse=True)
def _letters_that_leave(settings):
    settings.LETTERS_IN_PROCESS = True
    caches["limits"].clear()


def somebody(session, name: str, to: str) -> Application:
    row = studied(session, at=BEFORE, last_name=name, email=f"{name.lower()}@example.org")
    return move(row, to)


def open_last_letter(page: Page, address: str, name: str) -> None:
    """Follow the link of the last letter that somebody received."""
    sent = [one for one in mail.outbox if one.to == [f"{name.lower()}@example.org"]]
    page.goto(address + re.search(r"/suivi/\S+/", sent[-1].body)[0])


def answer(page: Page, link: str, button: str) -> None:
    page.get_by_role("link", name=link).click()
    page.get_by_role("button", name=button).click()


def test_a_seat_goes_down_the_list_until_somebody_takes_it(live_server, phone, page, axe):
    session = coming()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        somebody(session, "Auriol", "admitted")
        for name in ("Besse", "Coste", "Delmas"):
            somebody(session, name, "waitlisted")

        open_last_letter(phone, live_server.url, "Besse")
        expect(phone.locator("main")).to_contain_text("1er rang de la liste d’attente")
        open_last_letter(phone, live_server.url, "Auriol")
        expect(phone.locator("main")).to_contain_text("Répondez au plus tard le")
        axe(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        answer(phone, "Décliner cette place", "Oui, je décline la place")
        expect(phone.locator("main")).to_contain_text("Place déclinée")

        open_last_letter(phone, live_server.url, "Besse")
        expect(phone.get_by_role("link", name="Prendre cette place")).to_be_visible()
        stale = phone.get_by_role("link", name="Prendre cette place").get_attribute("href")
        clock.shift(timedelta(days=14))
        see_to_offers(timezone.now())
        phone.goto(live_server.url + stale)
        expect(phone.locator("main")).to_contain_text("n’a pas été confirmée à temps")
        axe(phone)
        answer(phone, "Revenir sur la liste d’attente", "Oui, je reviens sur la liste")
        expect(phone.locator("main")).to_contain_text("2e rang de la liste d’attente")

        open_last_letter(phone, live_server.url, "Coste")
        answer(phone, "Prendre cette place", "Oui, je prends la place")
        expect(phone.locator("main")).to_contain_text("Admise, place confirmée")
        axe(phone)

    rows = {row.person.last_name: row for row in Application.objects.select_related("person")}
    named = [rows[name] for name in ("Auriol", "Besse", "Coste", "Delmas")]
    assert states(*named) == ["withdrawn", "waitlisted", "admitted", "waitlisted"]
    assert Letter.objects.filter(template__endswith="offer_expired.txt").count() == 1


def test_the_desk_explains_the_list_and_offers_a_seat(live_server, page, axe):
    grant()
    advisor = UserFactory(groups=["Conseillers"])
    advisor.set_password(PASSWORD)
    advisor.save()
    session = coming()
    first = somebody(session, "Auriol", "admitted")
    somebody(session, "Besse", "waitlisted")
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("[name=username]").fill(advisor.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").last.click()
    expect(page).to_have_url(re.compile(r"/admin/(?!login)"))

    page.goto(live_server.url + reverse("crm_waiting_list", args=[session.pk]))
    why = page.get_by_role("region", name="Pourquoi aucune offre n’est-elle partie")
    expect(why).to_contain_text("La session est complète")
    axe(page)
    move_enrolment(first.enrolment, EnrolmentState.DECLINED)
    page.reload()

    expect(page.get_by_role("region", name="Qui tient les places")).to_contain_text("Besse")
    expect(why).to_contain_text("Personne n’attend")
