"""A room where a session is held is not booked, and a room that is booked holds no session."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.planning import HOURS, add_half_day
from crm.applications.models import HalfDay, TaughtHalfDay
from crm.journal.refusal import Refused
from crm.workspaces.bookings.planning import TAUGHT, week_of
from crm.workspaces.models import BookingSlot
from tests.crm.workspaces.places import NOW, booked, day, half, meeting_room, somebody, telecentre
from tests.training.factories import SessionFactory


@pytest.fixture
def room(db):
    return meeting_room(telecentre()[0].site)


@pytest.fixture
def session(db):
    return SessionFactory(starts_on=day(-7), ends_on=day(60))


def teach(session, room, number=1):
    plan = Plan(day(number), HalfDay.MORNING, *HOURS[HalfDay.MORNING], title="Atelier", space=room)
    return add_half_day(session, plan, at=NOW)


def test_a_room_where_a_session_is_held_is_not_booked(room, session):
    teach(session, room)

    with pytest.raises(Refused, match="Salle de réunion est pris"):
        booked(room, half(1))

    assert booked(room, half(2)).slots.count() == 1


def test_a_room_that_is_booked_holds_no_session(room, session):
    booked(room, half(1))

    with pytest.raises(Refused, match="Salle de réunion est réservé"):
        teach(session, room)

    assert not TaughtHalfDay.objects.exists()


def test_the_planning_shows_where_a_session_is_held(room, session):
    teach(session, room)

    week = week_of(room.site, day(0), day(0))

    cells = next(row.cells for row in week.rows if row.space == room)
    assert [cell.day for cell in cells if cell.state == TAUGHT] == [day(1)]


@pytest.mark.django_db(transaction=True)
def test_a_booking_and_a_session_at_once_never_share_a_room(room, session):
    person = somebody()
    acts = [lambda: booked(room, half(1), person), lambda: teach(session, room)]

    def alone(act):
        try:
            act()
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=2) as desks:
        assert sum(desks.map(alone, acts)) == 1

    assert BookingSlot.objects.count() + TaughtHalfDay.objects.count() == 1
