"""Two answers to one offer, an answer and its end, two numbers of statements, in the same instant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.workspaces.models import Booking, BookingState, MonthStatement, OfferState, OfficeOffer
from crm.workspaces.offices import offers
from crm.workspaces.offices.jobs import see_to_offers
from crm.workspaces.statements import doors

from .places import NOW, booked, half, on, somebody, telecentre
from .test_bookings_at_once import at_once
from .waits import running, waiting

pytestmark = pytest.mark.django_db(transaction=True)

SOON = NOW + timedelta(hours=1)


@pytest.fixture
def offer(time_machine):
    time_machine.move_to(NOW, tick=False)
    telecentre(offices=1)
    row = waiting(at=on(-1))
    see_to_offers(NOW)
    return running(row)


def test_a_yes_and_a_no_at_once_count_for_one(offer):
    told = at_once([lambda: offers.accept(offer, at=SOON), lambda: offers.decline(offer, at=SOON)])

    assert told.count("") == 1
    offer.refresh_from_db()
    kept = Booking.objects.get().state
    assert (offer.state, kept) in {
        (OfferState.ACCEPTED, BookingState.CONFIRMED),
        (OfferState.DECLINED, BookingState.CANCELLED),
    }


def test_two_machines_end_an_offer_once_and_one_person_follows(offer):
    waiting(at=NOW)
    late = NOW + timedelta(hours=50)

    at_once([lambda: see_to_offers(late)] * 3)

    assert OfficeOffer.objects.filter(state=OfferState.RUNNING).count() == 1
    assert OfficeOffer.objects.count() == 2


def test_statements_issued_at_once_have_numbers_that_follow(time_machine):
    time_machine.move_to(NOW, tick=False)
    (office,) = telecentre(offices=1)
    people = [somebody() for _ in range(4)]
    for number, person in enumerate(people):
        booked(office, half(number), person)

    told = at_once(
        [
            lambda person=person: doors.issue(person, date(2011, 3, 1), by=None, at=on(30))
            for person in [*people, people[0]]
        ]
    )

    assert told.count("") == 4
    assert sorted(MonthStatement.objects.values_list("rank", flat=True)) == [1, 2, 3, 4]
