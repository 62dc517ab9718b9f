"""A month as a wall calendar shows it, weeks beginning on Monday."""

from __future__ import annotations

import re
from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS

from desk.calendar.entries import Entry

# Years for which the site may have something to say; anything else is a slip of the hand.
YEARS = range(1990, 2101)
WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True)
class Day:
    date: date
    inside: bool
    today: bool
    entries: list[Entry]


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    def __str__(self) -> str:
        return f"{MONTHS[self.number]} {self.year}"

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def days(self) -> list[list[date]]:
        return Calendar().monthdatescalendar(self.year, self.number)

    @property
    def start(self) -> date:
        """The Monday at or before the first day."""
        return self.days[0][0]

    @property
    def end(self) -> date:
        """The day after the Sunday at or after the last day."""
        return self.days[-1][-1] + timedelta(days=1)

    def away(self, months: int) -> Month | None:
        """The month so many months later; None beyond the years that are known."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1) if year in YEARS else None

    def weeks(self, entries: list[Entry], today: date) -> list[list[Day]]:
        by_day: dict[date, list[Entry]] = {}
        for entry in entries:
            by_day.setdefault(entry.day, []).append(entry)
        return [
            [Day(day, day.month == self.number, day == today, by_day.get(day, [])) for day in week]
            for week in self.days
        ]


def month_of(written: str, today: date) -> Month:
    """Read « 2011-10 »; the month of today for anything else."""
    found = WRITTEN.fullmatch(written)
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
        return Month(int(found[1]), int(found[2]))
    return Month(today.year, today.month)
