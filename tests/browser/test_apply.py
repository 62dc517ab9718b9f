"""The application form on a telephone, at a desk, without a script, and cut off halfway."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import expect

from crm.applications.follow import FOLLOW_APPLICATION
from crm.applications.models import Application, ApplicationState
from crm.letters import links
from tests.crm.applications.lives import admitted
from tests.crm.applications.posted import make_postcodes, open_session, signed_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _somewhere_to_live():
    caches["limits"].clear()
    make_postcodes()


def fill(page, **changes):
    typed = {
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise@example.org",
        "postcode": "15300",
        "project": "Traduire pour des cabinets d’avocats.",
    } | changes
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("En poste, je veux changer").check()


def wait_out_the_robots(page):
    """A person takes more than three seconds: the key of this page is aged instead."""
    page.locator("[name=form_key]").evaluate("(field, key) => { field.value = key }", signed_key())


def test_one_applies_on_a_telephone(live_server, phone, axe):
    session = open_session()
    phone.goto(f"{live_server.url}/candidater/{session.pk}/")
    axe(phone)

    fill(phone)
    phone.get_by_label("Votre commune").select_option(label="Murat")
    wait_out_the_robots(phone)
    phone.get_by_role("button", name="Envoyer ma candidature").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "Merci, votre candidature est arrivée"
    )
    axe(phone)
    assert Application.objects.get().origin_commune_id == "15138"
    assert phone.evaluate("localStorage.length") == 0


def test_nothing_overflows_on_a_telephone(live_server, phone):
    open_session()
    phone.goto(f"{live_server.url}/candidater/")

    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_errors_are_said_linked_and_focused(live_server, page, axe):
    page.goto(f"{live_server.url}/candidater/")
    page.get_by_role("button", name="Envoyer ma candidature").click()

    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.locator(".error-summary a").first.click()
    expect(page.get_by_label("Prénom")).to_be_focused()


def test_a_reload_loses_nothing_and_sends_the_same_form(live_server, page):
    page.goto(f"{live_server.url}/candidater/")
    key = page.locator("[name=form_key]").input_value()
    fill(page)
    page.get_by_label("Votre commune").select_option(label="Dienne")
    expect(page.locator("[data-kept]")).to_contain_text("Gardé sur cet appareil")

    page.reload()

    expect(page.get_by_label("Prénom")).to_have_value("Élise")
    expect(page.get_by_label("Votre commune")).to_have_value("15061")
    expect(page.get_by_label("En poste, je veux changer")).to_be_checked()
    assert page.locator("[name=form_key]").input_value() == key


def test_what_is_kept_can_be_forgotten(live_server, page):
    page.goto(f"{live_server.url}/candidater/")
    fill(page)
    page.get_by_role("button", name="Effacer ce qui est gardé").click()

    expect(page.get_by_label("Prénom")).to_have_value("")
    assert "Élise" not in page.evaluate("JSON.stringify(localStorage)")


def test_without_a_network_the_form_waits(live_server, page, context):
    page.goto(f"{live_server.url}/candidater/")
    fill(page)
    context.set_offline(True)
    page.get_by_role("button", name="Envoyer ma candidature").click()

    expect(page.locator("[data-offline]")).to_contain_text("La connexion est coupée")
    expect(page.get_by_label("Prénom")).to_have_value("Élise")
    context.set_offline(False)


def test_it_works_without_a_script(live_server, new_context, axe):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/candidater/")
    expect(page.get_by_label("Pays", exact=True)).to_be_hidden()
    fill(page)
    page.get_by_role("button", name="Envoyer ma candidature").click(delay=3100)

    page.get_by_label("Murat", exact=True).check()
    page.get_by_role("button", name="Envoyer ma candidature").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Merci")
    assert Application.objects.get().origin_commune_id == "15138"


def test_abroad_one_is_asked_for_a_country_only(live_server, page):
    page.goto(f"{live_server.url}/candidater/")
    page.get_by_label("J’habite à l’étranger").check()

    expect(page.get_by_label("Pays", exact=True)).to_be_visible()
    expect(page.get_by_label("Code postal")).to_be_hidden()


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
