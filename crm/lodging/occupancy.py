"""Who sleeps where: a month of each dwelling as spans, each one a stay, free, or not lent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from crm.registers.calendar import add_months

from .models import HousingUnit, Stay, StayNight, StayState

FIRST_YEAR, LAST_YEAR = 2000, 2100
A_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Nights that follow each other; `end` is the morning after the last one."""

    start: date
    end: date
    stay: Stay | None = None
    lent: bool = True

    @property
    def nights(self) -> int:
        return (self.end - self.start).days


@dataclass(frozen=True)
class Row:
    unit: HousingUnit
    spans: list[Span]

    @property
    def taken(self) -> int:
        return sum(span.nights for span in self.spans if span.stay)

    @property
    def lent(self) -> int:
        return sum(span.nights for span in self.spans if span.lent)


@dataclass(frozen=True)
class Month:
    """A month of the calendar. `rows` are the dwellings lent on a day of it at least."""

    first: date
    rows: list[Row]

    @property
    def after(self) -> date:
        return add_months(self.first, 1)

    @property
    def before(self) -> date:
        return add_months(self.first, -1)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.after - self.first).days)]

    @property
    def taken(self) -> int:
        return sum(row.taken for row in self.rows)

    @property
    def lent(self) -> int:
        return sum(row.lent for row in self.rows)


def month_of(text: str, today: date) -> date:
    """Read « 2011-06 »; the month of today for anything else."""
    if not A_MONTH.fullmatch(text):
        return today.replace(day=1)
    year, month = map(int, text.split("-"))
    known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return date(year, month, 1) if known else today.replace(day=1)


def calendar_of(first: date) -> Month:
    """Two queries, whatever there is to show."""
    after = add_months(first, 1)
    nights = (
        StayNight.objects.filter(date__gte=first, date__lt=after)
        .select_related("stay__person")
        .order_by("unit", "date")
    )
    held: dict[int, list[StayNight]] = {
        unit: list(rows) for unit, rows in groupby(nights, key=lambda night: night.unit_id)
    }
    units = HousingUnit.objects.open_between(first, after).select_related("commune")
    return Month(first, [Row(u, list(_spans(u, held.get(u.pk, []), first, after))) for u in units])


def _spans(unit: HousingUnit, nights: list[StayNight], first: date, after: date) -> Iterator[Span]:
    here = first
    for _, group in groupby(nights, key=lambda night: night.stay_id):
        rows = list(group)
        yield from _free(unit, here, rows[0].date)
        here = rows[-1].date + timedelta(days=1)
        yield Span(rows[0].date, here, rows[0].stay)
    yield from _free(unit, here, after)


def _free(unit: HousingUnit, start: date, end: date) -> Iterator[Span]:
    """The free nights of a period, cut where the loan begins and ends."""
    opens = min(max(start, unit.available_from), end)
    closes = max(min(end, unit.available_until or end), opens)
    for span in (
        Span(start, opens, lent=False),
        Span(opens, closes),
        Span(closes, end, lent=False),
    ):
        if span.nights > 0:
            yield span


def comings(today: date) -> list[Stay]:
    """Who arrives within a week, or should have arrived already."""
    rows = Stay.objects.filter(state=StayState.CONFIRMED, arrive__lt=today + A_WEEK)
    return list(rows.select_related("unit", "person").order_by("arrive", "pk"))


def goings(today: date) -> list[Stay]:
    """Who leaves within a week, or should have left already."""
    rows = Stay.objects.filter(state=StayState.IN_HOUSE, depart__lt=today + A_WEEK)
    return list(rows.select_related("unit", "person").order_by("depart", "pk"))


def waiting() -> list[Stay]:
    """The requests without an answer and the stays held, those that end first before the others."""
    rows = Stay.objects.filter(state__in=[StayState.REQUESTED, StayState.HELD])
    return list(rows.select_related("unit", "person").order_by("arrive", "pk"))
