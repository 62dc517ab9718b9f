"""Two people, the same half-day, the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.support.models import PlanState
from crm.support.plans import move_plan
from crm.workspaces.bookings.changes import change_space
from crm.workspaces.bookings.doors import book
from crm.workspaces.models import Booking, BookingSlot
from tests.crm.workspaces.places import (
    NOW,
    accompanied,
    booked,
    half,
    month,
    on,
    somebody,
    telecentre,
    week,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts):
    """Do everything in the same instant; return what was refused, "" for what was not."""

    def told(act):
        try:
            act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(acts)) as desks:
        return list(desks.map(told, acts))


def test_of_six_people_at_the_same_half_day_one_has_it():
    office, _ = telecentre()
    people = [somebody() for _ in range(6)]

    told = at_once(
        [lambda person=person: book(person, office, half(1), at=NOW) for person in people]
    )

    assert told.count("") == BookingSlot.objects.count() == Booking.objects.count() == 1
    assert all("est pris" in sentence for sentence in told if sentence)


def test_of_a_week_and_a_half_day_at_once_one_is_whole_and_the_other_nothing():
    office, _ = telecentre()
    long, short = somebody(), somebody()

    told = at_once(
        [
            lambda: book(long, office, week(0), at=NOW),
            lambda: book(short, office, half(2), at=NOW),
        ]
    )

    assert told.count("") == 1
    held = BookingSlot.objects.count()
    assert held == (10 if told[0] == "" else 1)


def test_one_person_booked_by_two_desks_sits_once():
    first, second = telecentre()
    person = somebody()

    told = at_once(
        [
            lambda: book(person, first, half(1), at=NOW),
            lambda: book(person, second, half(1), at=NOW),
        ]
    )

    assert told.count("") == BookingSlot.objects.count() == 1


def test_two_bookings_that_move_to_the_same_space_leave_one_where_it_was():
    first, second, third = telecentre(offices=3)
    moving = [booked(space, month(0, 24, "1am")) for space in (first, second)]

    told = at_once([lambda row=row: change_space(row, third, at=on(0)) for row in moving])

    assert told.count("") == 1
    assert BookingSlot.objects.filter(space=third).count() == 4
    assert BookingSlot.objects.count() == 8


def test_a_booking_taken_while_the_plan_ends_is_not_left_free():
    office, _ = telecentre()
    person = accompanied(since=0)
    plan = person.plans.get()

    told = at_once(
        [
            lambda: book(person, office, week(7), at=on(1)),
            lambda: move_plan(plan, PlanState.ENDED_EARLY, reason="Départ", at=on(1)),
        ]
    )

    assert told == ["", ""]
    assert list(BookingSlot.objects.order_by().values_list("free", flat=True).distinct()) == [False]
