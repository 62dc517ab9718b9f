"""The agenda as a visitor reads it: what is under way, then month by month; the past when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import slugify

from editorial.dates import hour, period
from editorial.happenings import Happening, Standing, happenings

AHEAD = timedelta(days=400)
MONTH = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A happening on the board. `ends_on` is its last day, None when it is its only one."""

    happening: Happening

    @property
    def starts_on(self) -> date:
        return self.happening.first_day

    @property
    def ends_on(self) -> date | None:
        last = self.happening.last_day
        return last if last > self.starts_on else None

    @property
    def mark(self) -> str:
        """A state of components/state.html, "" when there is nothing to say."""
        standings = {Standing.CANCELLED: "cancelled", Standing.TENTATIVE: "announced"}
        found = standings.get(self.happening.standing, "")
        return found or ("announced" if self.happening.label else "")

    @property
    def text(self) -> str:
        """Until when, at what hour and where: « Jeudi de 18 h à 20 h, Maison des services »."""
        said = [when(self.happening, self.ends_on), self.happening.place]
        return ", ".join(part for part in said if part)


def when(one: Happening, ends_on: date | None) -> str:
    if ends_on:
        return period(one.first_day, ends_on).capitalize()
    weekday = str(WEEKDAYS[one.first_day.weekday()]).capitalize()
    if not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime):
        return weekday
    start, end = (hour(timezone.localtime(at).time()) for at in (one.starts, one.ends))
    return f"{weekday} à {start}" if start == end else f"{weekday} de {start} à {end}"


@dataclass(frozen=True)
class Month:
    first: date
    lines: list[Line]


@dataclass(frozen=True)
class Agenda:
    """What a visitor asked for, and what answers. Unknown words in the address are not heard.

    month   the first day of the month asked for, None for what is to come
    kind    the address of the kind asked for, "" for all
    """

    today: date
    month: date | None
    kind: str
    found: list[Happening]

    @classmethod
    def asked(cls, asked: Mapping[str, str], today: date) -> Agenda:
        month = month_of(asked.get("mois", ""))
        start, end = (month, next_month(month)) if month else (today, today + AHEAD)
        found = happenings(start, end)
        kind = asked.get("nature", "")
        known = {slugify(one.kind) for one in found}
        return cls(today, month, kind if kind in known else "", found)

    @property
    def kinds(self) -> list[tuple[str, str, str]]:
        """The kinds that there are to choose from: their address, their name, the query that asks for them."""
        names = sorted({one.kind for one in self.found})
        return [(slugify(name), name, self.query(nature=slugify(name))) for name in names]

    @property
    def lines(self) -> list[Line]:
        return [Line(one) for one in self.found if self.kind in ("", slugify(one.kind))]

    @property
    def under_way(self) -> list[Line]:
        """What began before and is not over: before today, or before the month asked for."""
        return [line for line in self.lines if line.starts_on < (self.month or self.today)]

    @property
    def months(self) -> list[Month]:
        """What begins from now on, or in the month asked for, under the month in which it begins."""
        found: dict[date, list[Line]] = {}
        for line in self.lines:
            if line.starts_on >= (self.month or self.today):
                found.setdefault(line.starts_on.replace(day=1), []).append(line)
        return [Month(first, lines) for first, lines in found.items()]

    @property
    def shown(self) -> date:
        """The month around which the neighbours are offered."""
        return self.month or self.today.replace(day=1)

    @property
    def before(self) -> tuple[date, str]:
        month = (self.shown - DAY).replace(day=1)
        return month, self.query(mois=f"{month:%Y-%m}")

    @property
    def after(self) -> tuple[date, str]:
        month = next_month(self.shown)
        return month, self.query(mois=f"{month:%Y-%m}")

    @property
    def every_kind(self) -> str:
        return self.query(nature="")

    def query(self, **change: str) -> str:
        """The address of another view that keeps what is not changed."""
        kept = {"mois": f"{self.month:%Y-%m}" if self.month else "", "nature": self.kind}
        chosen = {name: value for name, value in (kept | change).items() if value}
        return f"?{urlencode(chosen)}"


def month_of(raw: str) -> date | None:
    """Read « 2011-10 »; None for anything else."""
    found = MONTH.fullmatch(raw)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return date(year, month, 1) if known else None


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)
