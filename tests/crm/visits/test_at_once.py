"""Seats and hours wanted at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.visits.discovery import register
from tests.crm.visits.visiting import PREPARED, discovery, family, planned, stopped

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, many):
    def alone(rank):
        try:
            act(rank)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(alone, range(many)))


def test_eight_families_for_three_seats_at_once_are_three():
    day = discovery(seats=3)

    told = at_once(lambda rank: register(day, family(rank), at=PREPARED), 8)

    assert told.count("") == day.registrations.count() == 3
    assert day.seats.filter(registration__isnull=False).count() == 3


def test_two_stops_over_each_other_at_once_are_one():
    visit = planned()

    told = at_once(lambda rank: stopped(visit, 9, 11 + rank), 4)

    assert told.count("") == visit.stops.count() == 1
