"""Which hours are free: ranges, minus what is taken, absences, holidays, closures; right when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from crm.appointments import wall
from crm.appointments.models import Absence, Place
from crm.appointments.slots import Search, free_slots, slots_at
from crm.journeys.models import Replacement
from telecentre.models import Closure
from tests.crm.factories import UserFactory
from tests.telecentre.factories import SiteFactory

from .given import NOW, TUESDAY, a_reason, at, booked, receives

pytestmark = pytest.mark.django_db


def hours(reason, day=TUESDAY, now=NOW, **asked):
    """The free hours of a day, as the clocks of the place tell them."""
    search = Search(reason, Place.OFFICE, **asked)
    found = free_slots(search, day, day + timedelta(days=1), now)
    return [f"{timezone.localtime(one.starts_at):%H:%M}" for one in found]


def test_a_range_is_cut_in_slots_of_the_length_of_the_reason():
    reason = a_reason(minutes=45)
    receives(reason)

    assert hours(reason) == ["09:00", "09:45", "10:30", "11:15"]
    assert hours(reason, TUESDAY + timedelta(days=1)) == []


def test_what_is_taken_moves_the_next_slot_to_the_quarter_after_it():
    long, short = a_reason(minutes=60), a_reason(minutes=15)
    user = receives(long)
    receives(short, user, of="15-16")
    for row in short.ranges.all():
        row.starts, row.ends = time(9), time(12)
        row.save()
    booked(short, at(9))

    assert hours(long) == ["09:15", "10:15"]


def test_a_range_holds_on_its_days_of_validity_for_its_way_and_its_reason():
    reason = a_reason()
    receives(reason, valid_until=TUESDAY - timedelta(days=1))
    receives(reason, valid_from=TUESDAY + timedelta(days=1))
    receives(reason, place=Place.PHONE)
    receives(a_reason())

    assert hours(reason) == []


def test_a_range_of_one_day_is_of_that_day_alone():
    reason = a_reason(minutes=180)
    receives(reason, date=TUESDAY)

    assert hours(reason) == ["09:00"]
    assert hours(reason, TUESDAY + timedelta(days=7)) == []


def test_absences_replacements_and_closed_accounts_take_hours_out():
    reason = a_reason(minutes=60)
    user, replaced, gone = receives(reason), receives(reason), receives(reason)
    Absence.objects.create(advisor=user, starts_at=at(9, 30), ends_at=at(10))
    Replacement.objects.create(
        absent=replaced, substitute=user, starts_on=TUESDAY, ends_on=TUESDAY,
        reason="Congé", decided_at=NOW,
    )  # fmt: skip
    gone.is_active = False
    gone.save()

    assert hours(reason) == ["10:00", "11:00"]


def test_holidays_and_closures_of_the_site_shut_the_range():
    reason = a_reason(minutes=180, horizon_days=366)
    site = SiteFactory(opened_on=date(2006, 1, 1))
    Closure.objects.create(site=site, starts_on=TUESDAY, ends_on=TUESDAY)
    receives(reason, site=site)

    assert hours(reason) == []
    assert hours(reason, TUESDAY + timedelta(days=7)) == ["09:00"]
    # The 14th of July 2026 is a Tuesday.
    assert hours(reason, date(2026, 7, 14)) == []


def test_notice_and_horizon_bound_what_is_offered():
    reason = a_reason(minutes=60, notice_hours=25, horizon_days=10)
    receives(reason)

    assert hours(reason) == ["10:00", "11:00"]
    assert hours(reason, any_notice=True) == ["09:00", "10:00", "11:00"]
    assert hours(reason, TUESDAY + timedelta(days=14)) == []


def test_an_hour_that_was_shown_may_be_booked_though_others_moved_since():
    reason = a_reason(minutes=45)
    receives(reason)
    booked(a_reason(minutes=15), at(9), now=NOW)
    search = Search(reason, Place.OFFICE)

    assert [slot.starts_at for slot in slots_at(search, at(9, 45), NOW)] == [at(9, 45)]
    assert slots_at(search, at(11, 30), NOW) == []
    assert slots_at(search, at(8, 45), NOW) == []


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
    ],
)
def test_nine_o_clock_stays_nine_o_clock_over_a_change_of_hour(day, offset):
    reason = a_reason(minutes=180)
    receives(reason, date=day)
    found = free_slots(Search(reason, Place.OFFICE), day, day + timedelta(days=1), at(8, day=day))

    assert [slot.starts_at for slot in found] == [
        datetime.combine(day, time(9 - offset), tzinfo=UTC)
    ]


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        # Two o'clock does not exist in March; in October it comes twice.
        (date(2026, 3, 29), ["01:00", "03:00", "03:30"]),
        (date(2026, 10, 25), ["01:00", "03:00", "03:30"]),
    ],
)
def test_an_hour_that_does_not_exist_or_comes_twice_is_nobodys(day, kept):
    reason = a_reason(minutes=30)
    receives(reason, of="1-4", date=day)

    assert hours(reason, day, at(0, day=day)) == kept


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_moment_of_the_night_when_clocks_change_is_refused_and_its_neighbours_are_not(day):
    assert wall.moment(datetime.combine(day, time(2, 30))) is None
    assert wall.moment(datetime.combine(day, time(1, 30))) is not None
    assert wall.moment(datetime.combine(day, time(3))) is not None


def test_a_list_of_slots_costs_the_same_whatever_its_length(django_assert_max_num_queries):
    reason = a_reason(minutes=15)
    site = SiteFactory(opened_on=date(2006, 1, 1))
    for _ in range(5):
        receives(reason, UserFactory(), site=site)

    with django_assert_max_num_queries(6):
        found = free_slots(Search(reason, Place.OFFICE), TUESDAY, date.max, NOW)
    assert len(found) > 100
