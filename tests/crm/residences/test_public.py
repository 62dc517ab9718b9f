"""The request from the site: kept once, filed when it is sure, told nothing of our files; and its follow-up page."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.letters import links
from crm.letters.models import Letter
from crm.letters.services import TOKEN
from crm.people.models import Person
from crm.residences import agreements, follow, posts, services
from crm.residences.contents import Told
from crm.residences.letters import FOLLOW_RESIDENCE
from crm.residences.models import (
    PostState,
    RefusedPost,
    Residence,
    ResidencePost,
    ResidenceState,
)
from editorial.form_key import FormKey
from tests.crm.factories import make_person
from tests.crm.residences.conftest import T, moment

pytestmark = pytest.mark.django_db
ADDRESS = "/residence-d-entrepreneur/"


def typed(**changes):
    today = timezone.localdate()
    return {
        "key": FormKey(uuid.uuid4(), timezone.now() - timedelta(minutes=5)).sign(),
        "kind": "short",
        "starts_on": (today + timedelta(days=20)).isoformat(),
        "ends_on": (today + timedelta(days=25)).isoformat(),
        "persons": "2",
        "project": "Traduire à distance.",
        "lodging_wanted": "on",
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise.chambon@example.org",
        "phone": "",
        "residence": "france",
        "postcode": "",
        "commune": "",
        "country": "",
    } | changes


def told(**changes):
    said = {
        "kind": "short", "project": "Traduire.", "starts_on": moment(2011, 12, 5).date(),
        "ends_on": moment(2011, 12, 9).date(), "first_name": "Élise", "last_name": "Chambon",
        "email": "elise.chambon@example.org",
    }  # fmt: skip
    return Told(**said | changes)


def test_a_stranger_is_kept_for_a_human_and_told_when_they_are_answered(client):
    response = client.post(ADDRESS, typed())

    assert response.headers["Location"] == f"{ADDRESS}merci/"
    assert ResidencePost.objects.get().state == PostState.NEW
    assert not Residence.objects.exists()
    body = Letter.objects.get().body
    assert "au plus tard" in body
    assert TOKEN in body


def test_the_same_form_twice_is_one_request(client):
    once = typed()
    client.post(ADDRESS, once)
    client.post(ADDRESS, once)

    assert ResidencePost.objects.count() == Letter.objects.count() == 1


def test_somebody_whose_name_and_address_are_those_of_one_file_is_filed_at_once(client):
    person = make_person(first_name="Elise", last_name="CHAMBON", email="elise.chambon@example.org")
    client.post(ADDRESS, typed())

    row = Residence.objects.get()
    assert row.person == person
    assert row.decision_due_at - row.requested_at == timedelta(hours=48)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("changes", [{"first_name": "Paul"}, {"email": "autre@example.org"}])
def test_another_name_or_another_address_is_left_to_a_human(changes):
    make_person(
        first_name="Élise",
        last_name="Chambon",
        email="elise.chambon@example.org",
        phone="0639980142",
    )
    row = posts.receive(uuid.uuid4(), told(phone="06 39 98 01 42", **changes), at=T)

    assert row.state == PostState.NEW


def test_a_second_request_of_the_same_length_waits_for_a_human():
    make_person(first_name="Élise", last_name="Chambon", email="elise.chambon@example.org")
    first = posts.receive(uuid.uuid4(), told(), at=T)
    second = posts.receive(uuid.uuid4(), told(), at=T)

    assert (first.state, second.state) == (PostState.FILED, PostState.NEW)


def test_a_request_filed_late_keeps_the_clock_of_its_arrival():
    row = posts.receive(uuid.uuid4(), told(), at=T)
    residence = posts.open_and_file(row, by=None, at=T + timedelta(hours=30))

    assert residence.decision_due_at == T + timedelta(hours=48)
    assert Person.objects.get().first_name == "Élise"
    assert Letter.objects.get().person == residence.person


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_on": "0001-01-01"}, {"starts_on": "9999-12-30", "ends_on": "9999-12-31"},
        {"kind": "long", "starts_on": "9999-11-01", "ends_on": "9999-12-31"},
        {"persons": "999999999999999999999"}, {"project": ""}, {"kind": "eternal"}, {"email": "x"},
        {"ends_on": "demain"},
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field_and_nothing_is_kept(client, changes):
    response = client.post(ADDRESS, typed(**changes))

    assert response.status_code == 422
    assert "field--error" in response.content.decode()
    assert not ResidencePost.objects.exists()


def test_a_robot_is_thanked_and_counted(client):
    response = client.post(ADDRESS, typed(site_web="x"))

    assert response.status_code == 302
    assert RefusedPost.objects.get().count == 1
    assert not ResidencePost.objects.exists()


@pytest.fixture
def granted(ask):
    row = ask(at=timezone.now().replace(year=2011, month=11, day=15))
    services.grant(row, by=None, at=T)
    return row


def test_the_follow_up_page_says_where_it_stands_and_keeps_itself_private(client, granted):
    token = links.make(FOLLOW_RESIDENCE, str(granted.pk))
    response = client.get(f"{ADDRESS}suivi/{token}/")

    assert "Résidence accordée" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(f"{ADDRESS}suivi/inconnu/").status_code == 404


def test_the_person_reads_the_agreement_from_the_page(client, granted):
    token = links.make(FOLLOW_RESIDENCE, str(granted.pk))
    address = f"{ADDRESS}suivi/{token}/convention.pdf"
    assert client.get(address).status_code == 404
    agreements.issue(granted, by=None, at=T)

    response = client.get(address)

    assert response.content[:5] == b"%PDF-"
    assert response.headers["Cache-Control"] == "no-store"
    assert "R2011-001" in client.get(f"{ADDRESS}suivi/{token}/").content.decode()


def test_the_person_renounces_from_the_page_after_being_asked_once_more(client, granted):
    token = links.make(FOLLOW_RESIDENCE, str(granted.pk))
    address = f"{ADDRESS}suivi/{token}/renoncer/"

    assert client.get(address).status_code == 200
    granted.refresh_from_db()
    assert granted.state == ResidenceState.GRANTED
    client.post(address)
    granted.refresh_from_db()
    assert granted.state == ResidenceState.RENOUNCED
    assert client.post(address).status_code == 409


@pytest.mark.parametrize("state", ResidenceState)
def test_every_state_is_said_in_words(ask, state):
    row = ask()
    row.state = state
    said = follow.situation(follow.Followed(residence=row), at=T)

    assert said.label
    assert re.search(r"[.!]$", said.meaning)
