"""Which days an analysis reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Span:
    """A period, both days included, and the day as of which what happened since is read.

    Nothing that came after `seen` counts; `seen` is never before `since`.
    """

    since: date
    until: date
    seen: date

    @property
    def end(self) -> date:
        """The last day of the period that had come by the day of the reading."""
        return min(self.until, self.seen)

    @property
    def days(self) -> int:
        return (self.end - self.since).days + 1

    @classmethod
    def of_year(cls, year: int, seen: date) -> Span:
        return cls(date(year, 1, 1), date(year, 12, 31), seen)

    def quarters(self) -> list[Span]:
        """The quarters of a year that the period touches, whole, the last one cut at the day of the reading."""
        return self._cut(3)

    def years(self) -> list[Span]:
        return self._cut(12)

    def months(self) -> list[Span]:
        return self._cut(1)

    def weeks(self) -> list[Span]:
        """Weeks from Monday to Sunday."""
        found, monday = [], self.since - timedelta(days=self.since.weekday())
        while monday <= self.end:
            found.append(Span(monday, monday + timedelta(days=6), self.seen))
            monday += timedelta(days=7)
        return found

    def _cut(self, months: int) -> list[Span]:
        found = []
        first = date(self.since.year, (self.since.month - 1) // months * months + 1, 1)
        while first <= self.end:
            years, month = divmod(first.month - 1 + months, 12)
            after = date(first.year + years, month + 1, 1)
            found.append(Span(first, after - timedelta(days=1), self.seen))
            first = after
        return found
