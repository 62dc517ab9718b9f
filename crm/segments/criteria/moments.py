"""Days typed on a form against the moments that rows keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from crm.registers.calendar import add_months

from .criterion import Told


def start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def within_moments(field: str, told: Told, after: str, before: str) -> Q:
    """Between two days of here, both included, of which either may be missing; `field` holds moments."""
    found = Q()
    if told.get(after):
        found &= Q(**{f"{field}__gte": start_of(told[after])})
    if told.get(before):
        found &= Q(**{f"{field}__lt": start_of(told[before] + timedelta(days=1))})
    return found


def months_before(at: datetime, months: int) -> datetime:
    return start_of(add_months(timezone.localdate(at), -months))
