"""What is left of an appointment once its person is forgotten, merged, or its coordinates too old."""

from datetime import timedelta

import pytest

from crm.appointments.models import AdvisorQuarter, AppointmentParty, AppointmentState
from crm.appointments.services import join
from crm.letters.models import Letter, SecretLink
from crm.people.merging.services import merge
from crm.privacy.purges import purge
from crm.privacy.services import anonymise
from tests.crm.factories import UserFactory, make_person

from .given import NOW, a_group, booked, later, somebody

pytestmark = pytest.mark.django_db


def test_a_person_forgotten_gives_their_hour_back_and_leaves_no_word():
    person = make_person(email="elise.chambon@example.org", first_name="Élise", last_name="Chambon")
    filed = booked(words="Une maison.", adults=2)
    unfiled = booked(first_name="Paul", words="Une école.")

    anonymise(person, at=NOW)

    for party in (filed, unfiled):
        party.refresh_from_db()
        assert (party.payload, party.email_key, party.forgotten) == ({}, "", True)
        assert party.state == AppointmentState.BY_SERVICE
    assert filed.adults == 2
    assert not AdvisorQuarter.objects.exists()
    assert not Letter.objects.exists()
    assert not SecretLink.objects.exists()


def test_coordinates_go_six_months_after_the_appointment():
    party = booked()

    assert purge(later(days=180)).appointments == 0
    assert purge(later(days=190)).appointments == 1
    party.refresh_from_db()
    assert party.payload == {}
    assert purge(later(days=190)).appointments == 0


def test_two_files_made_one_hold_one_seat():
    group = a_group()
    kept, ended = make_person(), make_person()
    for person in (kept, ended):
        join(group, somebody(person=person, email=""), at=NOW)

    merge(kept, ended, by=UserFactory(), at=NOW + timedelta(hours=1))

    assert AppointmentParty.objects.standing().filter(person=kept).count() == 1
    assert group.places_held.filter(party__isnull=False).count() == 1
