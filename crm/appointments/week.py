"""The week of an advisor, or of the team: what is booked each day, and when they receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.journeys.team import called, team
from editorial.dates import hour, period

from .days import names_of
from .models import Appointment, OpeningRange
from .slots import away_between, open_on
from .wall import midnight

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DAYS = 7
# Beyond these years no week is shown: an address may be typed by hand.
FIRST, LAST = 2000, 2099


@dataclass(frozen=True)
class Line:
    appointment: Appointment
    who: str
    hours: str
    with_whom: str


@dataclass(frozen=True)
class Day:
    day: date
    lines: list[Line]
    receives: list[str]
    away: list[str]
    today: bool

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() > 4

    @property
    def is_bare(self) -> bool:
        return not (self.lines or self.receives or self.away)


@dataclass(frozen=True)
class Week:
    monday: date
    days: list[Day]

    @property
    def label(self) -> str:
        return period(self.monday, self.monday + timedelta(days=DAYS - 1))

    @property
    def code(self) -> str:
        return code_of(self.monday)

    @property
    def before(self) -> str:
        return code_of(self.monday - timedelta(days=DAYS))

    @property
    def after(self) -> str:
        return code_of(self.monday + timedelta(days=DAYS))


def code_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-S{week:02}"


def monday_of(text: str, today: date) -> date:
    """The Monday of « 2026-S49 », that of today when it is none."""
    year, _, number = text.partition("-S")
    try:
        monday = date.fromisocalendar(int(year[:4]), int(number[:2]), 1)
    except ValueError:
        monday = today
    if not FIRST <= monday.year < LAST:
        monday = today
    return monday - timedelta(days=monday.weekday())


def receiving() -> QuerySet[User]:
    """The team, and whoever has a range or an appointment."""
    ranged = OpeningRange.objects.order_by().values("advisor")
    return (
        get_user_model()
        .objects.filter(Q(pk__in=team().values("pk")) | Q(pk__in=ranged), is_active=True)
        .order_by("last_name", "first_name", "username")
    )


def week_of(advisors: Sequence[User], monday: date, now: datetime) -> Week:
    """Seven queries at most, whatever the number of appointments."""
    start, end = midnight(monday), midnight(monday + timedelta(days=DAYS))
    rows = (
        Appointment.objects.standing()
        .filter(advisor__in=advisors)
        .between(start, end)
        .select_related("reason", "advisor")
        .prefetch_related("parties__person")
    )
    ranges = list(
        OpeningRange.objects.filter(advisor__in=advisors)
        .select_related("site", "advisor")
        .prefetch_related("site__closures")
        .order_by("starts", "pk")
    )
    away = away_between([one.pk for one in advisors], start, end)
    names = {one.pk: called(one) for one in advisors}
    alone = len(advisors) == 1
    lines: dict[date, list[Line]] = {}
    for row in rows:
        lines.setdefault(timezone.localdate(row.starts_at), []).append(_line(row, alone))
    today = timezone.localdate(now)
    days = []
    for number in range(DAYS):
        day = monday + timedelta(days=number)
        days.append(
            Day(
                day,
                lines.get(day, []),
                [
                    _range(row, "" if alone else names[row.advisor_id])
                    for row in open_on(ranges, day)
                ],
                _away(away, day, {} if alone else names),
                day == today,
            )
        )
    return Week(monday, days)


def _line(row: Appointment, alone: bool) -> Line:
    starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    hours = f"{hour(starts.time())} – {hour(ends.time())}"
    return Line(row, names_of(row), hours, "" if alone else called(row.advisor))


def _range(row: OpeningRange, name: str) -> str:
    hours = f"{hour(row.starts)} – {hour(row.ends)}"
    return f"{name}, {hours}" if name else hours


def _away(
    spans: list[tuple[int, datetime, datetime]], day: date, names: dict[int, str]
) -> list[str]:
    start, end = midnight(day), midnight(day + timedelta(days=1))
    gone = sorted({who for who, first, last in spans if first < end and last > start})
    return [names.get(who, "") for who in gone]
