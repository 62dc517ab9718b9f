"""Somebody forgotten waits for no office, and what they wrote says no more who they were."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from crm.people.models import ContactKind
from crm.people.services import add_contact
from crm.privacy.purges import purge
from crm.privacy.services import anonymise
from crm.workspaces.models import BookingSlot, MonthStatement, OfficeRequest
from crm.workspaces.offices.jobs import see_to_offers
from crm.workspaces.offices.requests import Asker, Wish, receive
from crm.workspaces.statements import doors

from .places import NOW, booked, day, half, somebody, telecentre
from .waits import running, states, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_office_kept_for_somebody_forgotten_is_free_for_the_next():
    telecentre(offices=1)
    row, next_one = waiting(), waiting(desks=1)
    see_to_offers(NOW)

    anonymise(row.person, at=NOW)
    see_to_offers(NOW)

    assert states(row) == ["withdrawn"]
    assert row.reason == "Effacé"
    assert running(next_one) is not None
    assert not BookingSlot.objects.filter(booking__person=row.person).exists()


def written(email, *, at=NOW):
    asker = Asker("Ana", "Rey", email)
    return receive(uuid.uuid4(), asker, Wish(day(7), (1,), text="Un écran."), at=at)


def test_what_was_written_without_a_file_is_emptied_too():
    person = somebody()
    row = written("ana.rey@example.org")
    add_contact(person, ContactKind.EMAIL, "ana.rey@example.org")

    anonymise(person, at=NOW)

    row.refresh_from_db()
    assert (row.payload, row.email_key, row.text) == ({}, "", "")


def test_the_coordinates_of_an_old_request_go_once_it_is_dealt_with():
    done, new = written("a@example.org"), written("b@example.org")
    OfficeRequest.objects.filter(pk=done.pk).update(state="answered", handled_at=NOW)

    purge(at=NOW + timedelta(days=200))

    done.refresh_from_db(), new.refresh_from_db()
    assert (done.payload, bool(new.payload)) == ({}, True)


def test_a_statement_keeps_its_amounts_and_no_name():
    (office,) = telecentre(offices=1)
    person = somebody()
    booked(office, half(0), person)

    row = doors.issue(person, date(2011, 3, 1), by=None, at=NOW + timedelta(days=30))

    anonymise(person, at=NOW + timedelta(days=31))

    kept = MonthStatement.objects.get(pk=row.pk)
    assert (kept.total_cents, kept.digest) == (1000, row.digest)
    assert kept.person.anonymised_at is not None
