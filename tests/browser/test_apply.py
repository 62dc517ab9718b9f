"""Where an application begins, and its follow-up page, on a telephone and at a desk."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import expect

from crm.applications.follow import FOLLOW_APPLICATION
from crm.applications.messages import answer
from crm.applications.models import ApplicationState
from crm.letters import links
from tests.crm.applications.lives import admitted
from tests.crm.applications.posted import drafted, make_postcodes, open_session, step_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _somewhere_to_live():
    caches["limits"].clear()
    make_postcodes()


def test_the_first_step_is_short_and_fits_a_telephone(live_server, phone, axe):
    session = open_session()
    phone.goto(f"{live_server.url}/candidater/{session.pk}/")

    axe(phone)
    expect(phone.locator("form.application .field input")).to_have_count(2)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_errors_are_said_linked_and_focused(live_server, page, axe):
    page.goto(f"{live_server.url}/candidater/")
    page.get_by_role("button", name="Continuer").click()

    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.locator(".error-summary a").first.click()
    expect(page.get_by_label("Prénom")).to_be_focused()


def test_a_reload_loses_nothing_and_keeps_the_same_key(live_server, page):
    page.goto(f"{live_server.url}/candidater/")
    key = page.locator("[name=form_key]").input_value()
    page.get_by_label("Prénom").fill("Élise")
    expect(page.locator("[data-kept]")).to_contain_text("Gardé sur cet appareil")

    page.reload()

    expect(page.get_by_label("Prénom")).to_have_value("Élise")
    assert page.locator("[name=form_key]").input_value() == key


def test_what_is_kept_can_be_forgotten(live_server, page):
    page.goto(f"{live_server.url}/candidater/")
    page.get_by_label("Prénom").fill("Élise")
    page.get_by_role("button", name="Effacer ce qui est gardé").click()

    expect(page.get_by_label("Prénom")).to_have_value("")
    assert "Élise" not in page.evaluate("JSON.stringify(localStorage)")


def test_abroad_one_is_asked_for_a_country_only(live_server, page):
    page.goto(live_server.url + step_of(drafted(), "vous"))
    page.get_by_label("J’habite à l’étranger").check()

    expect(page.get_by_label("Pays", exact=True)).to_be_visible()
    expect(page.get_by_label("Code postal")).to_be_hidden()


def test_one_writes_and_reads_the_answer_on_the_follow_up_page(live_server, phone, axe):
    application = admitted(open_session(), at=timezone.now() - timedelta(days=8))
    phone.goto(f"{live_server.url}/suivi/{links.make(FOLLOW_APPLICATION, str(application.pk))}/")
    phone.get_by_label("Votre message").fill("Puis-je venir en train\u202f?")
    phone.get_by_role("button", name="Envoyer ce message").click()
    expect(phone.locator("#messages")).to_contain_text("Puis-je venir en train")
    answer(application, "Oui, la gare est à dix minutes.", uuid.uuid4(), by=UserFactory())

    phone.reload()

    expect(phone.locator("#messages")).to_contain_text("la gare est à dix minutes")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_a_seat_is_taken_from_the_follow_up_page(live_server, page, axe):
    application = admitted(open_session(), at=timezone.now() - timedelta(days=8))
    page.goto(f"{live_server.url}/suivi/{links.make(FOLLOW_APPLICATION, str(application.pk))}/")
    axe(page)
    page.get_by_role("link", name="Prendre cette place").click()
    axe(page)
    page.get_by_role("button", name="Oui, je prends la place").click()

    expect(page.locator("main")).to_contain_text("Admise, place confirmée")
    page.get_by_role("link", name="Retirer ma candidature").click()
    page.get_by_role("button", name="Oui, je retire ma candidature").click()
    expect(page.locator("main")).to_contain_text("Retirée")
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN


def test_the_secret_address_is_told_to_nobody(live_server, page):
    application = admitted(open_session(), at=timezone.now() - timedelta(days=8))
    told = []
    page.on("request", lambda request: told.append(request.all_headers().get("referer", "")))
    token = links.make(FOLLOW_APPLICATION, str(application.pk))

    page.goto(f"{live_server.url}/suivi/{token}/")
    page.get_by_role("link", name="Prendre cette place").click()
    page.get_by_role("button", name="Oui, je prends la place").click()
    page.get_by_role("link", name="Mentions légales").or_(page.locator("a[href='/']")).first.click()

    assert [address for address in told if token in address] == []
