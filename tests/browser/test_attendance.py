"""A half-day on a tablet: two hands and a telephone sign, the trainer after them; corrected a week later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Attendance, Enrolment, SignedBy, TaughtHalfDay
from editorial.rights import grant
from tests.browser.test_day_of_work import sit_down
from tests.crm.applications.taught import confirmed, half_day, hour, taught_session
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

# A Monday after today: a browser keeps its own clock, and no cookie of ours may be past.
DAY = date(2027, 3, 1)


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    """A page on a tablet held upright."""
    context = browser.new_context(
        viewport={"width": 820, "height": 1180}, has_touch=True, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def sign(page: Page, enrolment: Enrolment) -> None:
    page.get_by_label("Votre nom de famille").fill(enrolment.application.person.last_name)
    page.get_by_role("button", name="Je signe").click()


def hand_around(page: Page, people: list[Enrolment], axe: Callable[[Page], None]) -> None:
    """Each taps their own name, signs, and gives the tablet to the next one."""
    page.get_by_role("button", name="Passer la tablette au groupe").click()
    expect(page.get_by_role("heading", name="Qui signe ?")).to_be_visible()
    axe(page)
    for one in people:
        page.get_by_role("link", name=str(one.application.person)).click()
        sign(page, one)
        expect(page.get_by_text("signature enregistrée")).to_be_visible()


def test_a_half_day_from_the_tablet_to_the_correction(
    tablet: Page, phone: Page, live_server, axe: Callable[[Page], None]
) -> None:
    grant()
    trainer = UserFactory(groups=["Formateurs"], first_name="Nadia", last_name="Sow")
    session = taught_session(starts_on=DAY)
    name_trainers(session, [trainer], by=None)
    row = half_day(session, trainer=trainer)
    people = [confirmed(session) for _ in range(3)]
    signing = live_server.url + reverse("crm_signing", args=[row.pk])

    with time_machine.travel(hour(DAY, 9, 5)):
        sit_down(tablet, live_server, trainer)
        tablet.goto(live_server.url + reverse("crm_trainer_space"))
        tablet.get_by_role("link", name=re.compile("^Faire signer")).click()
        expect(tablet).to_have_url(signing)
        axe(tablet)
        tablet.get_by_role("button", name="Montrer les codes personnels").click()
        addresses = tablet.locator(".code__address a")
        expect(addresses).to_have_count(3)
        secret = str(addresses.nth(2).get_attribute("href"))
        phone.goto(secret)
        axe(phone)
        sign(phone, people[2])
        expect(phone.get_by_text("Votre signature est enregistrée")).to_be_visible()

        tablet.goto(signing)
        hand_around(tablet, people[:2], axe)
        # The account of the trainer was closed on the tablet before it went around.
        tablet.goto(signing)
        expect(tablet).to_have_url(re.compile("/connexion/"))

    with time_machine.travel(hour(DAY, 12, 30)):
        sit_down(tablet, live_server, trainer)
        tablet.goto(signing)
        tablet.get_by_role("button", name="Je signe la demi-journée").click()
        expect(tablet.get_by_text("Signée par Nadia Sow")).to_be_visible()

    ways = sorted(Attendance.objects.values_list("trainee_signed_by", flat=True))
    assert ways == [SignedBy.LINK, SignedBy.TABLET, SignedBy.TABLET]
    assert TaughtHalfDay.objects.get().signed_by == trainer

    with time_machine.travel(hour(date(2027, 3, 8), 10)):
        sit_down(tablet, live_server, trainer)
        sheet = reverse("crm_attendance", args=[session.pk])
        tablet.goto(f"{live_server.url}{sheet}?jour={DAY}")
        axe(tablet)
        tablet.get_by_role("link", name=re.compile("^Corriger")).first.click()
        tablet.get_by_label("Absence non justifiée").check()
        tablet.get_by_label(re.compile("^Motif de la correction")).fill("Ligne voisine.")
        tablet.get_by_role("button", name="Corriger", exact=True).click()
        expect(tablet.get_by_text("Corrigée. D’abord : 210 min")).to_be_visible()

    first = Attendance.objects.get(corrected_minutes=0)
    assert (first.minutes, first.trainee_signed_at is not None) == (210, True)
