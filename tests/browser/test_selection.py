"""A selection from the marks to the letters: two read, the committee composes, and all is decided."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from crm.applications.models import Application
from crm.letters.models import Letter
from crm.selection.models import Reading
from crm.selection.sharing import share_out
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.factories import make_territory
from tests.crm.selection.acts import SOON, candidate
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team():
    return [colleague(), another()]


@pytest.fixture
def session():
    begins = timezone.localdate() + timedelta(days=30)
    return SessionFactory(starts_on=begins, seats_min=1, seats_max=3)


def sit(page, live_server, user):
    """Somebody else takes the chair."""
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    value = at_the_desk(user).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.context.set_default_timeout(60_000)


def mark_everything(page, live_server, user, mark):
    """Send all that somebody has to read, with one mark, by the list of their readings."""
    sit(page, live_server, user)
    page.goto(live_server.url + reverse("crm_readings"))
    for _ in range(Reading.objects.by(user).to_do().count()):
        if page.url.endswith(reverse("crm_readings")):
            page.locator(".queue__who a").first.click()
        expect(page.get_by_role("group", name="Note, de 0 à 5")).to_have_count(5)
        for group in page.get_by_role("group", name="Note, de 0 à 5").all():
            group.get_by_text(str(mark), exact=True).click()
        page.get_by_role("button", name="Rendre ma lecture").click()
        expect(page.get_by_text("Lecture rendue pour")).to_be_visible()


def test_a_selection_from_marks_to_letters(page, axe, live_server, team, session):
    communes = make_territory()
    near = candidate(session, commune=communes["murat"], civility="f")
    far = candidate(session, commune=communes["lyon"], civility="m")
    share_out(session, team, due_on=SOON, by=None)

    mark_everything(page, live_server, team[0], 3)
    mark_everything(page, live_server, team[1], 4)

    page.goto(live_server.url + reverse("crm_committee", args=[session.pk]))
    balance = page.locator("[data-balance]")
    expect(page.locator(".candidate__mark b").first).to_have_text("70")
    axe(page)
    page.get_by_role("group", name=str(near.person)).get_by_text("Admettre").click()
    expect(balance).to_contain_text(re.compile(r"0\s%, 0 sur 1"))
    page.get_by_role("group", name=str(far.person)).get_by_text("Admettre").click()
    expect(balance).to_contain_text(re.compile(r"50\s%, 1 sur 2"))
    page.get_by_role("group", name=str(far.person)).get_by_text("Refuser").click()
    expect(balance).to_contain_text(re.compile(r"0\s%, 0 sur 1"))

    page.get_by_role("button", name="Enregistrer et relire les courriers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Relire avant de décider")
    page.reload()  # Wagtail’s message fades in: its colours are looked at once it is gone
    axe(page)
    page.get_by_label("Motif, lu dans la lettre").fill("Le projet demande un an de plus.")
    page.get_by_role("button", name="Enregistrer les motifs et relire").click()
    expect(page.locator(".letter__body").last).to_contain_text("Le projet demande un an de plus.")
    page.get_by_role("button", name="Décider 2 candidatures et envoyer").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Relevé de décisions")
    axe(page)
    states = dict(Application.objects.values_list("pk", "state"))
    assert (states[near.pk], states[far.pk]) == ("admitted", "refused")
    assert Letter.objects.count() == 2
    assert "Le projet demande un an de plus." in Letter.objects.get(person=far.person).body


def test_a_reading_on_a_telephone(phone, axe, live_server, team, session):
    candidate(session)
    share_out(session, team, due_on=SOON, by=None)
    sit(phone, live_server, team[0])

    phone.goto(
        live_server.url + reverse("crm_reading", args=[Reading.objects.by(team[0]).get().pk])
    )

    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
