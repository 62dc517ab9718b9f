"""What the indicators count, on a case that fits on a hand."""

from datetime import date, time

import pytest

from crm.workspaces.bookings.changes import prolong
from crm.workspaces.bookings.doors import cancel_for, move_booking
from crm.workspaces.bookings.nightly import end_past_bookings
from crm.workspaces.bookings.openness import openness
from crm.workspaces.models import BookingState, HalfDay
from crm.workspaces.occupancy import half_days_used, office_seats, open_half_days, recurring_on
from telecentre.models import Closure, SpaceKind
from tests.crm.workspaces.places import (
    MONDAY,
    booked,
    came,
    day,
    half,
    meeting_room,
    month,
    on,
    somebody,
    telecentre,
    whole_day,
)
from tests.telecentre.factories import HoursFactory, SiteFactory, SpaceFactory

pytestmark = pytest.mark.django_db

EASTER_MONDAY = date(2011, 4, 25)


@pytest.fixture
def offices():
    return telecentre()


def test_a_month_given_back_still_covered_the_days_before(offices):
    booking = booked(offices[0], month(0, 24, "1am"))
    cancel_for(booking, "Départ.", since=day(10), by=None, at=on(9))

    covered = [bool(recurring_on(day(number))) for number in (-1, 0, 9, 10, 24)]

    assert covered == [False, True, True, False, False]


def test_a_day_and_a_request_are_no_regular_booking(offices):
    booked(offices[0], whole_day(1))
    asked = booked(offices[1], month(0, 24), confirmed=False)
    assert recurring_on(day(1)) == set()

    move_booking(asked, BookingState.CONFIRMED, at=on(3))
    assert [len(recurring_on(day(number))) for number in (2, 3)] == [0, 1]


def test_a_month_that_is_over_or_renewed_covers_its_days_still(offices):
    booking = booked(offices[0], month(0, 24, "1am"))
    prolong(booking, day(40), at=on(20))
    end_past_bookings(on(60))

    assert recurring_on(day(39)) == {booking.person_id}
    assert recurring_on(day(41)) == set()


def test_used_half_days_are_those_of_people_in_offices(offices):
    site = offices[0].site
    office, room, without = somebody(), somebody(), somebody()
    booked(offices[0], whole_day(1), office)
    booked(meeting_room(site), half(1), room)
    booked(SpaceFactory(site=site, kind=SpaceKind.OPEN_DESK), half(2), without)
    for person, number, name in [
        (office, 1, "am"), (office, 1, "pm"), (room, 1, "am"), (without, 1, "am"), (without, 2, "am"),
    ]:  # fmt: skip
        came(person, site, number, name)

    assert half_days_used(day(0), day(6)) == 3
    assert half_days_used(day(0), day(6), site=SiteFactory()) == 0
    assert half_days_used(day(2), day(6)) == 0


def test_four_offices_offer_forty_half_days_a_week(offices):
    site = offices[0].site
    SpaceFactory.create_batch(2, site=site)
    meeting_room(site)

    assert open_half_days(day(0), day(6)) == 40
    Closure.objects.create(site=site, starts_on=day(3), ends_on=day(4))
    assert open_half_days(day(0), day(6)) == 24


def test_offices_count_on_the_days_when_they_exist(offices):
    site = offices[0].site
    SpaceFactory(site=site, valid_from=day(2), valid_to=day(3), seats=2)

    assert office_seats(day(1)) == 2
    assert office_seats(day(2)) == 4
    assert open_half_days(day(0), day(4), site=site) == 20 + 4


def test_the_hours_of_a_site_decide_its_half_days():
    site = SiteFactory()
    HoursFactory(site=site)  # Monday, from nine to noon
    HoursFactory(site=site, weekday=1, opens_at=time(9), closes_at=time(18))
    calendar = openness(site)

    assert calendar.halves(MONDAY) == [HalfDay.MORNING]
    assert calendar.halves(day(1)) == list(HalfDay)
    assert calendar.halves(day(2)) == []
    assert calendar.hours(day(1), HalfDay.AFTERNOON) == (time(13, 30), time(18))


def test_a_public_holiday_is_shut_and_named():
    calendar = openness(SiteFactory())

    assert calendar.halves(EASTER_MONDAY) == []
    assert calendar.why_closed(EASTER_MONDAY) == "jour férié"
