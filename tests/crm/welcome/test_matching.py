"""Whose message it is: filed at once when it is sure, left to a human when it is not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from crm.journeys.models import Direction, Interaction, Stage, Task, Track
from crm.journeys.services import move
from crm.letters.models import Letter
from crm.people.editing import correct_identity
from crm.people.models import ContactPoint, Person
from crm.people.services import add_contact
from crm.privacy.services import anonymise
from crm.welcome.contents import Message
from crm.welcome.models import ContactRequest, RequestKind, RequestState
from crm.welcome.services import due_on
from tests.crm.desk import colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.welcome.posted import arrived

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def known():
    return make_person(
        first_name="Élise", last_name="Chambon", email="elise@example.org",
        phone="06 39 98 01 42", at=LONG_AGO,
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"email": "ELISE@Example.org"},
        {"first_name": "elise", "last_name": "CHAMBON"},
        {"first_name": "Chambon", "last_name": "Elise"},
        {"email": "", "phone": "0033 6 39 98 01 42"},
        {"email": "autre@example.org", "phone": "+33639980142"},
    ],
    ids=["as it is", "case", "accents", "inverted", "telephone", "new address, known telephone"],
)
def test_the_only_person_who_has_this_address_and_this_name_is_the_sender(known, said):
    row = arrived(**said)

    assert (row.state, row.person) == (RequestState.FILED, known)
    assert row.handled_by is None


@pytest.mark.parametrize(
    "said",
    [
        {"first_name": "Yann"},
        {"first_name": "Élise Marie"},
        {"email": "nouvelle@example.org"},
        {"email": "", "phone": "06 39 98 01 43"},
    ],
    ids=["another name", "a longer name", "another address", "another telephone"],
)
def test_what_is_not_sure_waits_for_a_human(known, said):
    row = arrived(**said)

    assert (row.state, row.person) == (RequestState.NEW, None)
    assert not Interaction.objects.exists()
    assert not Task.objects.exists()


def test_a_couple_that_shares_an_address_is_a_question(known):
    make_person(first_name="Yann", last_name="Chambon", email="elise@example.org")

    assert arrived().state == RequestState.NEW


def test_the_address_of_one_and_the_telephone_of_another_are_a_question(known):
    make_person(first_name="Yann", last_name="Chambon", phone="06 39 98 01 99")

    assert arrived(phone="06 39 98 01 99").state == RequestState.NEW


def test_a_file_that_was_forgotten_is_not_the_sender(known):
    anonymise(known)

    assert arrived().state == RequestState.NEW


def test_the_exchange_goes_to_the_open_journey_that_moved_last_and_the_task_to_its_owner(known):
    owner = colleague()
    journey_of(known, track=Track.INDEPENDENT, owner=None, at=LONG_AGO)
    latest = journey_of(known, track=Track.RELOCATION, owner=owner, at=LONG_AGO + timedelta(days=9))

    row = arrived(heard="une amie", page="/s-installer/")

    assert (row.exchange.journey, row.exchange.direction) == (latest, Direction.IN)
    assert row.exchange.text.startswith("Nous aimerions venir voir une maison.")
    assert "/s-installer/" in row.exchange.text
    assert (row.task.assignee, row.task.journey) == (owner, latest)
    assert row.task.label == "Répondre à son message"


def test_without_an_open_journey_both_stand_on_the_person_and_the_task_waits_for_somebody(known):
    closed = journey_of(known, at=LONG_AGO)
    move(closed, Stage.CLOSED, close_reason="gave_up", at=LONG_AGO)

    row = arrived()

    assert row.exchange.journey is None
    assert (row.task.journey, row.task.assignee) == (None, None)
    assert list(ContactRequest.objects.waiting()) == [row]


def test_somebody_who_writes_is_heard_from_and_their_file_is_not_rewritten(known):
    before = Person.objects.values().get(pk=known.pk)
    points = list(ContactPoint.objects.values())

    row = arrived(phone="06 39 98 77 77", heard="la radio")

    after = Person.objects.values().get(pk=known.pk)
    assert after.pop("last_inbound_at") == row.received_at
    assert after | {"last_inbound_at": before["last_inbound_at"]} == before
    assert list(ContactPoint.objects.values()) == points
    assert "06 39 98 77 77" in row.exchange.text


def test_the_confirmation_joins_the_file(known):
    row = arrived()

    assert Letter.objects.get().person == row.person


def test_a_corrected_name_is_recognised(known):
    correct_identity(known, last_name="Le Goff", by=None)

    assert arrived(last_name="Le  Goff").person == known


def test_a_second_address_is_recognised(known):
    add_contact(known, "email", "elise.travail@example.org")

    assert arrived(email="elise.travail@example.org").person == known


def test_a_call_asked_for_is_a_task_that_says_when(known):
    row = arrived(RequestKind.CALL, days=["0", "4"], moments=["pm"])

    assert row.task.label == "Rappeler, lundi ou vendredi, l’après-midi"
    assert row.task.due_on.weekday() in {0, 4}


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 11, 25), [], date(2026, 11, 26)),
        (date(2026, 11, 27), [], date(2026, 11, 30)),
        (date(2026, 11, 25), ["1"], date(2026, 12, 1)),
        (date(2026, 11, 25), ["3", "4"], date(2026, 11, 26)),
    ],
    ids=["the day after", "after the weekend", "next Tuesday", "the first of two days"],
)
def test_a_task_is_due_the_next_working_day_that_suits(received, days, due):
    assert due_on(Message(days=days), received, received) == due


def test_what_is_filed_late_is_due_today():
    assert due_on(Message(), date(2026, 11, 2), date(2026, 11, 25)) == date(2026, 11, 25)


def test_a_message_may_be_dated(known):
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)

    row = arrived(at=at)

    assert (row.received_at, row.exchange.at, row.handled_at) == (at, at, at)
    assert row.task.due_on == date(2026, 11, 23)
