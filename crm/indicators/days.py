"""Days and moments: a figure as of a day counts that day until its last second, in the site's time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from crm.registers.calendar import add_months


def first_moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def moment_after(day: date) -> datetime:
    """Return the first moment that does not belong to a day any more."""
    return first_moment(day + timedelta(days=1))


def months_before(day: date, months: int) -> date:
    return add_months(day, -months)
