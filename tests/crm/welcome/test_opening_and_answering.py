"""From a message to a new file, nothing typed again; and the answer that leaves from its screen."""

import re

import pytest
from django.urls import reverse

from crm.consents.models import Consent
from crm.journeys.models import Acquisition, Journey
from crm.letters.models import Letter
from crm.people.models import ContactPoint, Person
from crm.welcome.models import RequestState
from tests.crm.applications.posted import make_postcodes
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived, opened, screen, text

pytestmark = pytest.mark.django_db


def test_a_new_file_opens_from_a_screen_already_filled(desk):
    make_postcodes()
    row = arrived(phone="06 39 98 01 42", commune="69123", heard="une amie")

    page = text(desk.get(reverse("crm_message_open", args=[row.pk])))

    for value in ("Élise", "Chambon", "elise@example.org", "06 39 98 01 42", "69001", "une amie"):
        assert f'value="{value}"' in page
    assert re.search(r'value="web" selected', page)
    assert "Nous aimerions venir voir une maison." in page


def test_the_file_keeps_the_message_its_source_and_the_page_it_came_from(desk, by):
    row = arrived(heard="une amie", page="/s-installer/")

    response = desk.post(reverse("crm_message_open", args=[row.pk]), opened())

    row.refresh_from_db()
    journey = Journey.objects.get()
    assert response.url == reverse("crm_person", args=[journey.person_id])
    assert (row.state, row.person, row.exchange.journey) == (
        RequestState.FILED, journey.person, journey,
    )  # fmt: skip
    source = Acquisition.objects.get()
    assert (source.kind, source.page, source.declared_text) == ("web", "/s-installer/", "une amie")
    assert journey.owner == by
    assert Consent.objects.get().wording == row.wording
    assert Letter.objects.get().person == journey.person


def test_somebody_alike_is_asked_about_before_a_second_file_is_opened(desk):
    known = make_person(first_name="Elise", last_name="Chambon", email="autre@example.org")
    row = arrived()
    address = reverse("crm_message_open", args=[row.pk])

    assert desk.post(address, opened()).status_code == 422
    desk.post(address, opened(onto=known.file_number))

    row.refresh_from_db()
    assert (row.person, Person.objects.count()) == (known, 1)
    assert ContactPoint.objects.get().value == "autre@example.org"


def test_a_file_is_not_opened_twice_from_one_message(desk, by):
    row = arrived()
    address = reverse("crm_message_open", args=[row.pk])
    desk.post(address, opened())

    response = desk.post(address, opened(anyway="1"), follow=True)

    assert "Ce message est déjà passé à" in text(response)
    assert Person.objects.count() == 1


def answer_of(desk, row):
    return re.search(r'name="key" value="([^"]+)" id="answer-key"', screen(desk, row))[1]


def test_an_answer_leaves_from_the_screen_and_is_shown_there(desk):
    row = arrived()
    told = {"key": answer_of(desk, row), "text": "Bonjour Élise,\n\nVenez mardi."}
    address = reverse("crm_message_answer", args=[row.pk])

    desk.post(address, told)
    page = text(desk.post(address, told, follow=True))

    assert "Réponse envoyée à elise@example.org." in page
    assert "Venez mardi." in page
    assert Letter.objects.filter(template__endswith="answer.txt").count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({}, "une lettre vide ne part pas"), ({"text": "é" * 8001, "key": "x"}, "8000")],
)
def test_an_answer_that_cannot_leave_is_kept(desk, typed, sentence):
    row = arrived()

    response = desk.post(reverse("crm_message_answer", args=[row.pk]), typed)

    assert response.status_code == 422
    assert sentence in text(response)
    assert typed.get("text", "") in text(response)
    assert Letter.objects.count() == 1
