"""« Nous écrire » and « Être rappelé » on a telephone, without a script, cut off halfway; the desk of messages."""

import re

import pytest
from django.core.cache import caches
from django.urls import reverse
from playwright.sync_api import expect

from crm.welcome.models import ContactRequest, RequestKind, RequestState
from tests.browser.test_desk import sit_down  # noqa: F401
from tests.crm.applications.posted import make_postcodes
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived, signed_key

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _somewhere_to_live():
    caches["limits"].clear()
    make_postcodes()


def fill(page, **typed):
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def wait_out_the_robots(page):
    """A person takes more than three seconds: the key of this page is aged instead."""
    page.locator("[name=key]").evaluate("(field, key) => { field.value = key }", signed_key())


WHO = {"first_name": "Élise", "last_name": "Chambon"}


@pytest.mark.parametrize("address", ["nous-ecrire", "etre-rappele"])
def test_axe_finds_nothing_and_nothing_overflows_on_a_telephone(live_server, phone, axe, address):
    phone.goto(f"{live_server.url}/{address}/")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360

    phone.locator("form[data-draft] button[type=submit]").click()
    expect(phone.locator(".error-summary")).to_be_focused()
    expect(phone).to_have_title(re.compile("^Erreur"))
    axe(phone)


def test_one_asks_for_a_call_on_a_telephone(live_server, phone, axe):
    phone.goto(f"{live_server.url}/etre-rappele/?sujet=telecentre")
    fill(phone, **WHO, phone="06 39 98 01 42", postcode="15300")
    phone.get_by_label("Mardi").check()
    phone.get_by_label("Le soir").check()
    phone.get_by_label("Votre commune").select_option(label="Murat")
    wait_out_the_robots(phone)
    phone.get_by_role("button", name="Demander un appel").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci, nous vous rappelons")
    axe(phone)
    row = ContactRequest.objects.get()
    assert (row.said.when, row.said.place, row.topic) == ("mardi, le soir", "Murat", "telecentre")
    assert phone.evaluate("localStorage.length") == 0


def test_one_writes_without_a_script(live_server, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/nous-ecrire/")
    expect(page.get_by_label("Pays", exact=True)).to_be_hidden()
    page.get_by_label("M’installer").check()
    fill(page, **WHO, text="Nous aimerions venir.", email="elise@example.org", postcode="15300")
    page.get_by_role("button", name="Envoyer mon message").click(delay=3100)

    page.get_by_label("Dienne", exact=True).check()
    page.get_by_role("button", name="Envoyer mon message").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, votre message est arrivé")
    assert ContactRequest.objects.get().said.place == "Dienne"


def test_a_reload_loses_nothing_and_sends_the_same_form(live_server, page):
    page.goto(f"{live_server.url}/etre-rappele/")
    key = page.locator("[name=key]").input_value()
    fill(page, **WHO)
    page.get_by_label("Mardi").check()
    page.get_by_label("Jeudi").check()
    expect(page.locator("[data-kept]")).to_contain_text("Gardé sur cet appareil")

    page.reload()

    expect(page.get_by_label("Prénom")).to_have_value("Élise")
    expect(page.get_by_label("Jeudi")).to_be_checked()
    expect(page.get_by_label("Lundi")).not_to_be_checked()
    assert page.locator("[name=key]").input_value() == key


LONG = "prenom-compose.nom-de-famille-fort-long@sous-domaine.exemple-de-mairie.example.org"


@pytest.mark.parametrize("width", [360, 1440])
def test_the_desk_of_messages_has_no_fault_at_any_width(page, sit_down, live_server, axe, width):  # noqa: F811
    make_person(first_name="Elise", last_name="Chambon")
    row = arrived(
        RequestKind.CALL, email=LONG, phone="06 39 98 01 42", days=["1"], moments=["am"],
        page="/telecentre/", last_name="Castelbajac-Montesquiou de Pompignan-Sée",
    )  # fmt: skip
    arrived()
    sit_down(page)
    page.set_viewport_size({"width": width, "height": 900})

    for name, args in [
        ("crm_messages", []),
        ("crm_message", [row.pk]),
        ("crm_message_open", [row.pk]),
    ]:
        page.goto(live_server.url + reverse(name, args=args))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_message_joins_a_file_from_the_day_by_two_clicks(page, sit_down, live_server):  # noqa: F811
    make_person(first_name="Elise", last_name="Chambon")
    row = arrived()
    sit_down(page)
    page.goto(live_server.url + reverse("crm_day"))

    page.locator("#messages").get_by_role("link", name="Élise Chambon").click()
    page.get_by_role("button", name="Rattacher à ce dossier").click()

    expect(page.locator("body")).to_contain_text("Consigné au dossier")
    row.refresh_from_db()
    assert row.state == RequestState.FILED
    page.get_by_role("button", name="Ce n’est pas ce dossier").click()
    expect(page.locator("body")).to_contain_text("de nouveau à traiter")
