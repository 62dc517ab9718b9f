"""The code of an address, from the page where one lands to the row, without JavaScript and without a cookie."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from crm.applications.models import Application, Draft, Submission
from crm.journeys.models import Journey, Touch, TouchKind
from crm.leaflets import origins
from crm.visits.models import DiscoveryRegistration
from crm.welcome.models import ContactRequest
from home.models import SettlePage
from tests.crm.applications.posted import ANY, make_postcodes, typed
from tests.crm.desk import at_the_desk
from tests.crm.factories import make_person
from tests.crm.visits.test_discovery_pages import SOON, day_page
from tests.crm.visits.test_discovery_pages import typed as family_typed
from tests.crm.visits.visiting import discovery
from tests.crm.welcome.posted import CALL, asked, opened
from tests.site_pages import published

pytestmark = pytest.mark.django_db

CODE = "d-murat"
FIELD = f'<input type="hidden" name="origine" value="{CODE}">'
SLUGS = {
    "vous": ("last_name", "phone", "birth_year", "residence", "postcode", "commune", "country"),
    "situation": ("professional_status", "trade", "experience_years"),
    "projet": ("project",),
    "venue": (
        "session", "lodging", "people", "arrives_on", "leaves_on", "arrival", "accessibility",
        "needs", "companions",
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", ["D-MURAT", "é", "a" * 41, "a b", "<b>", "d-murat\n", ""])
def test_what_is_not_a_code_is_not_read(told):
    assert origins.read(RequestFactory().get("/", {"origine": told})) == ""


def test_what_was_posted_comes_before_the_address_and_a_wrong_one_falls_back_to_it():
    post = RequestFactory().post

    assert origins.read(post("/?origine=f-5", {"origine": CODE})) == CODE
    assert origins.read(post("/?origine=f-5", {"origine": "É"})) == "f-5"


def test_an_address_carries_one_code_and_keeps_its_own_questions():
    assert origins.carry("/candidater/", CODE) == "/candidater/?origine=d-murat"
    assert origins.carry("/etre-rappele/?sujet=formation", CODE).endswith(
        "?sujet=formation&origine=d-murat"
    )
    assert origins.carry("/?origine=f-5", CODE) == "/?origine=f-5"
    assert origins.carry("/#bas", CODE) == "/?origine=d-murat#bas"
    assert origins.carry("/", "") == "/"


def test_the_buttons_of_a_page_carry_the_code_and_its_one_address_does_not(client):
    published(SettlePage(title="S’installer", slug="s-installer"))

    page = client.get(f"/s-installer/?origine={CODE}").content.decode()
    plain = client.get("/s-installer/").content.decode()

    call = reverse("call_me_back")
    assert f'href="{call}?sujet=installation&amp;origine={CODE}"' in page
    assert "crm_leaflets/origin" in page
    assert re.search(r'rel="canonical" href="[^"?]*/s-installer/"', page)
    assert f'href="{call}?sujet=installation"' in plain
    assert "origine" not in plain


def test_a_page_asked_with_a_wrong_code_carries_nothing(client):
    published(SettlePage(title="S’installer", slug="s-installer"))

    assert (
        "origine" not in client.get("/s-installer/?origine=<b>").content.decode().split("<main")[1]
    )


def test_a_form_keeps_the_code_when_it_comes_back_with_its_faults(client):
    blank = client.get(f"{CALL}?origine={CODE}").content.decode()
    refused = client.post(CALL, asked(phone="", origine=CODE)).content.decode()

    assert FIELD in blank
    assert FIELD in refused
    assert 'name="origine"' not in client.get(CALL).content.decode()


def test_the_application_carries_the_code_over_its_steps(client, leaflets):
    make_postcodes()
    said = typed(origine=CODE)
    assert FIELD in client.get(f"{ANY}?origine={CODE}").content.decode()

    first = {
        name: said[name] for name in ("form_key", "first_name", "email", "precision", "origine")
    }
    here = client.post(ANY, first).headers["Location"]
    for slug, names in SLUGS.items():
        assert f"/{slug}/" in here
        here = client.post(here, {name: said[name] for name in names}).headers["Location"]
    here = client.post(here, {}).headers["Location"]
    client.post(here, {})

    assert (Draft.objects.get().origin, Submission.objects.get().origin) == (CODE, CODE)
    journey = Application.objects.get().journey
    assert (journey.source.kind, journey.source.leaflet_batch) == ("leaflet", leaflets)
    touch = Touch.objects.get()
    assert (touch.kind, touch.journey, touch.acquisition) == ("opening", journey, journey.source)


def test_a_leaflet_leads_to_a_call_and_the_call_to_a_journey_that_names_it(client, leaflets):
    client.post(CALL, asked(origine=CODE))
    row = ContactRequest.objects.get()
    desk = at_the_desk()
    address = reverse("crm_message_open", args=[row.pk])

    message = desk.get(reverse("crm_message", args=[row.pk])).content.decode()
    assert "<dd>dépliant, Salons du printemps</dd>" in message
    screen = desk.get(address).content.decode()
    assert re.search(r'value="leaflet" selected', screen)
    assert re.search(rf'value="{leaflets.pk}" selected', screen)
    desk.post(address, opened(source="leaflet", leaflet_batch=leaflets.pk, edition="", coverage=""))

    journey = Journey.objects.get()
    assert (journey.source.code, journey.source.leaflet_batch) == (CODE, leaflets)
    file = desk.get(reverse("crm_person", args=[journey.person_id])).content.decode()
    assert "Salons du printemps" in file


def test_somebody_known_who_comes_back_by_a_leaflet_gets_a_later_touch(client, leaflets):
    known = make_person(first_name="Élise", last_name="Chambon", email="elise@example.org")

    client.post(CALL, asked(email="elise@example.org", phone="", origine=CODE))
    client.post(
        "/nous-ecrire/", asked(email="elise@example.org", phone="", text="Bonjour", origine=CODE)
    )

    touch = Touch.objects.get(person=known)
    assert (touch.kind, touch.acquisition.leaflet_batch) == (TouchKind.CONTACT, leaflets)


def test_a_discovery_day_keeps_the_code_of_its_form(client):
    day = discovery(day=SOON)

    client.post(day_page(day), family_typed(origine="c-12"))
    client.post(day_page(day), family_typed(email="autre@example.org", origine="É"))

    assert list(DiscoveryRegistration.objects.values_list("origin", flat=True)) == ["c-12", ""]


def test_no_cookie_is_set_for_a_code():
    client = Client()
    client.get(f"/?origine={CODE}")
    client.get(f"{ANY}?origine={CODE}")

    assert set(client.cookies) <= {"csrftoken"}
