"""What signing depends on: settings of an organisation, each with a value that suits most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from crm.applications.models import Attendance, ModuleResult, TaughtHalfDay
from editorial.calendars import moment


@dataclass(frozen=True)
class Rules:
    """`settings.ATTENDANCE` overrides any of these by name.

    opens_before   minutes before a half-day from which one may sign
    closes_after   minutes after it until which one may sign
    locked_after   hours after a half-day was noted from which it only changes by a correction
    scans_kept     months for which the paper sheets are kept after the end of a session
    """

    opens_before: int = 15
    closes_after: int = 30
    locked_after: int = 48
    scans_kept: int = 120


def rules() -> Rules:
    return Rules(**getattr(settings, "ATTENDANCE", {}))


@dataclass(frozen=True)
class Window:
    """From when to when one may sign a half-day. In UTC: on a night of change an hour is an hour."""

    opens_at: datetime
    closes_at: datetime

    @property
    def opens(self) -> time:
        """Its hours on the clocks of the territory."""
        return timezone.localtime(self.opens_at).time()

    @property
    def closes(self) -> time:
        return timezone.localtime(self.closes_at).time()


def window_of(row: TaughtHalfDay) -> Window:
    told = rules()
    starts = moment(row.date, row.starts_at).astimezone(UTC)
    ends = moment(row.date, row.ends_at).astimezone(UTC)
    return Window(
        starts - timedelta(minutes=told.opens_before), ends + timedelta(minutes=told.closes_after)
    )


def locks_at(row: Attendance | ModuleResult) -> datetime | None:
    """When a row is closed for good. None for a module that nobody has validated yet."""
    if isinstance(row, Attendance):
        noted: datetime | None = row.noted_at or row.trainee_signed_at or moment(row.date, time(18))
    else:
        noted = row.validated_at
    return noted + timedelta(hours=rules().locked_after) if noted else None


def is_locked(row: Attendance | ModuleResult, at: datetime) -> bool:
    closes = locks_at(row)
    return row.sealed_at is not None or (closes is not None and at >= closes)
