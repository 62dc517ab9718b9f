"""Until when one may answer: working days, public holidays, and nights when the hour changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from crm.applications.waitlist.offers import offer_deadline
from crm.waiting.deadlines import after_hours, after_working_days, working_day_after
from training.models import Session

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 11, 25), 5, date(2026, 12, 2)),  # a Wednesday, a week-end on the way
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Easter Monday, 6 April
        (date(2026, 4, 30), 5, date(2026, 5, 11)),  # 1 May and 8 May, both Fridays
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # Ascension
        (date(2026, 5, 22), 1, date(2026, 5, 26)),  # Whit Monday
        (date(2026, 12, 24), 5, date(2027, 1, 4)),  # Christmas and New Year
        (date(2026, 7, 31), 1, date(2026, 8, 3)),  # a 31st
    ],
)
def test_working_days_leave_out_week_ends_and_public_holidays(day, days, expected):
    assert working_day_after(day, days) == expected


@pytest.mark.parametrize(
    ("offered", "last"),
    [
        # The clocks go forward on the night of 29 March 2026, back on that of 25 October.
        (datetime(2026, 3, 27, 9, tzinfo=PARIS), "2026-04-03 23:59:59+02:00"),
        (datetime(2026, 10, 23, 9, tzinfo=PARIS), "2026-10-30 23:59:59+01:00"),
        (datetime(2026, 3, 27, 23, 30, tzinfo=UTC), "2026-04-03 23:59:59+02:00"),
    ],
)
def test_the_last_day_is_whole_in_paris_over_a_change_of_hour(offered, last):
    assert after_working_days(offered, 5) == datetime.fromisoformat(last)


def test_a_moment_near_midnight_belongs_to_the_day_of_paris():
    evening = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)  # already the second in Paris

    assert timezone.localdate(after_working_days(evening, 1)) == date(2026, 6, 3)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_forty_eight_hours_are_hours_over_a_change_of_hour(day):
    at = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)

    assert (after_hours(at) - at.astimezone(UTC)) == timedelta(hours=48)
    assert after_hours(at, 2).astimezone(PARIS).hour == 14


@pytest.mark.parametrize(
    ("starts", "offered", "last"),
    [
        (date(2026, 3, 2), date(2026, 1, 5), date(2026, 1, 12)),
        (date(2026, 1, 8), date(2026, 1, 5), date(2026, 1, 7)),  # never beyond the eve
        (date(2026, 1, 6), date(2026, 1, 5), date(2026, 1, 5)),
        (date(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 12)),  # begun: the whole delay
    ],
)
def test_a_seat_is_offered_until_the_eve_of_the_session_at_most(starts, offered, last):
    session = Session(starts_on=starts, ends_on=starts + timedelta(days=90))
    at = datetime(offered.year, offered.month, offered.day, 10, tzinfo=PARIS)

    assert timezone.localdate(offer_deadline(session, at)) == last
