"""Until when an offer may be answered: whole working days for what one must think over, hours for the rest.

A last day is counted whole, until 23:59:59 in the time of the place: a change of hour takes nothing
from it and adds nothing to it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from telecentre.calendar import public_holidays

LAST_SECOND = time(23, 59, 59)


def is_working_day(day: date) -> bool:
    """From Monday to Friday, the eleven French public holidays left out."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def working_day_after(day: date, days: int = 1) -> date:
    """Return the nth working day after a day, that day itself not counted."""
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_day_before(day: date) -> date:
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def end_of_day(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, LAST_SECOND))


def after_working_days(at: datetime, days: int) -> datetime:
    """Return the end of the nth working day after a moment."""
    return end_of_day(working_day_after(timezone.localdate(at), days))


def after_hours(at: datetime, hours: int | None = None) -> datetime:
    """Return a moment some hours later as a clock counts them, over a change of hour too."""
    lasts = settings.OFFER_HOURS if hours is None else hours
    return at.astimezone(UTC) + timedelta(hours=lasts)
