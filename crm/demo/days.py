"""Hours of the demonstration: services take moments, the story is told in days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def at_hour(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def weekdays(start: date, end: date) -> list[date]:
    """The days of a period that are neither Saturday nor Sunday, both ends included."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if day.weekday() < 5]
