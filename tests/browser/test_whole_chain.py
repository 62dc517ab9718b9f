"""The main job from end to end, in the browser: a visitor applies, an advisor brings them to settlement."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.indicators.counting import compute
from crm.people.models import Person
from crm.support.models import PlanState, SupportPlan
from editorial.rights import grant
from territory.models import Postcode
from tests.crm.factories import UserFactory, make_territory
from tests.training.factories import ModuleFactory, SessionFactory

PASSWORD = "une-phrase-de-passe-longue"
MOVED = ["I1", "I2", "I3", "I5"]


@pytest.fixture
def session(transactional_db):
    communes = make_territory()
    Postcode.objects.create(commune=communes["lyon"], code="69001")
    today = timezone.localdate()
    row = SessionFactory(
        starts_on=today + timedelta(days=10),
        ends_on=today + timedelta(days=160),
        applications_open_on=today - timedelta(days=30),
        applications_close_on=today + timedelta(days=5),
    )
    ModuleFactory(course=row.course)
    return row


@pytest.fixture
def advisor(transactional_db):
    grant()
    user = UserFactory(username="conseillere", groups=["Conseillers"])
    user.set_password(PASSWORD)
    user.save()
    return user


def values(day) -> dict[str, int]:
    figures = compute(day)
    return {code: figures[code].numerator for code in MOVED}


def last_link(subject: str) -> str:
    """Send what waits, and return the address of the follow-up page in the last letter."""
    call_command("worker", "--once")
    letter = mail.outbox[-1]
    assert subject in letter.subject
    return re.search(r"/suivi/\S+/", letter.body)[0]


def apply(page: Page, address: str, traveller) -> None:
    page.goto(address)
    page.get_by_label("Prénom").fill("Ingrid")
    page.get_by_label("Adresse électronique").fill("ingrid@example.org")
    traveller.shift(timedelta(minutes=1))
    go_on(page)
    page.get_by_label("Nom", exact=True).fill("Van den Bossche-Montgolfier")
    page.get_by_label("Code postal").fill("69001")
    go_on(page)
    page.get_by_label("Sans emploi depuis moins d’un an").check()
    go_on(page)
    page.get_by_label("Que voulez-vous proposer").fill("Transcrire des débats pour des cabinets.")
    traveller.shift(timedelta(minutes=3))
    for _ in ("le projet", "la venue", "les pièces"):
        go_on(page)
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page).to_have_url(re.compile(r"/candidater/merci/"))


def go_on(page: Page) -> None:
    before = page.url
    page.get_by_role("button", name="Continuer").click()
    expect(page).not_to_have_url(before)


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/login/")
    page.locator("[name=username]").fill("conseillere")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").last.click()
    expect(page).to_have_url(re.compile(r"/admin/(?!login)"))


def admit(page: Page, application_url: str) -> None:
    """Take it under study, then admit: the second of them shows its letter first."""
    page.goto(application_url)
    page.get_by_label("Mettre à l’étude").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Admettre").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Décider et envoyer").click()
    expect(page.get_by_role("button", name="Décider et envoyer")).to_have_count(0)


def act(page: Page, heading: str, opener: str, fields: dict[str, str], button: str) -> None:
    """Open one of the forms of a panel of the file, fill it in and send it."""
    panel = page.get_by_role("region", name=heading)
    panel.locator("summary", has_text=opener).first.click()
    form = panel.locator("details[open] form").last
    for label, value in fields.items():
        field = form.get_by_label(label, exact=True)
        if value is True:
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def test_a_visitor_becomes_a_settled_family(live_server, phone, page, session, advisor, axe):
    start = timezone.now()
    with time_machine.travel(start, tick=True) as traveller:
        later = timezone.localdate() + timedelta(days=60)
        before = values(later)

        apply(phone, f"{live_server.url}/candidater/{session.pk}/", traveller)
        axe(phone)
        phone.goto(live_server.url + last_link("candidature"))
        expect(phone.locator("main")).to_contain_text("Votre candidature est arrivée")
        person = Person.objects.get()

        sign_in(page, live_server.url)
        application = person.applications.get()
        admit(page, live_server.url + reverse("crm_application", args=[application.pk]))
        phone.goto(live_server.url + last_link("retenue"))
        phone.get_by_role("link", name="Prendre cette place").click()
        phone.get_by_role("button", name="Oui, je prends la place").click()
        expect(phone.locator("main")).to_contain_text("confirmée")

        traveller.shift(timedelta(days=12))
        page.goto(live_server.url + reverse("crm_person", args=[person.pk]))
        axe(page)
        day = session.starts_on.isoformat()
        act(page, "Formation", "Noter une présence", {"Jour": day, "matin": True}, "Noter")
        today = timezone.localdate().isoformat()
        act(
            page,
            "Activité",
            "Noter une activité",
            {"Nature": "création d’activité", "Démarrée le": today},
            "Noter l’activité",
        )
        intention = {"Commune visée": "Dienne"}
        act(page, "Installation", "Noter une intention", intention, "Noter l’intention")
        moved_in = {"Emménagés le": today}
        act(page, "Installation", "Noter l’emménagement", moved_in, "Noter l’emménagement")

        expect(page.get_by_role("region", name="Accompagnement")).to_contain_text("En cours")
        assert SupportPlan.objects.get().state == PlanState.ACTIVE
        assert values(later) == {code: count + 1 for code, count in before.items()}
