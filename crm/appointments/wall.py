"""Hours on the clocks of the place. On the night when they change, an hour that does not exist or comes
twice is nobody's appointment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

QUARTER = timedelta(minutes=15)


def moment(naive: datetime) -> datetime | None:
    """Return an hour of the clocks as a moment in UTC, None when it does not exist or comes twice."""
    zone = timezone.get_default_timezone()
    first, second = naive.replace(tzinfo=zone), naive.replace(tzinfo=zone, fold=1)
    return None if first.utcoffset() != second.utcoffset() else first.astimezone(UTC)


def span(naive: datetime, minutes: int) -> tuple[datetime, datetime] | None:
    """Return the beginning and the end of so many minutes, None when clocks and minutes disagree."""
    length = timedelta(minutes=minutes)
    start, end = moment(naive), moment(naive + length)
    return (start, end) if start and end and end - start == length else None


def quarters(start: datetime, end: datetime) -> list[datetime]:
    """The beginnings of the quarters of an hour of a span that begins on one."""
    found, at = [], start.astimezone(UTC)
    while at < end:
        found.append(at)
        at += QUARTER
    return found


def is_on_a_quarter(at: datetime) -> bool:
    return at.minute % 15 == 0 and at.second == 0 and at.microsecond == 0


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def naive_of(at: datetime) -> datetime:
    """What the clocks of the place say at a moment."""
    return timezone.make_naive(at, timezone.get_default_timezone())
