"""Slots as people read them: the months that have some, the days of one month, the hours of each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS

from editorial.dates import hour

from .slots import Search, free_slots

NEAR = 6


@dataclass(frozen=True)
class Hour:
    label: str
    url: str


@dataclass(frozen=True)
class DayOffer:
    day: date
    hours: list[Hour]


@dataclass(frozen=True)
class MonthLink:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Offer:
    """`days` of the month that is asked for, the first one that has some unless told."""

    months: list[MonthLink]
    days: list[DayOffer]


def offer_of(search: Search, now: datetime, month: str, url_of: Callable[[datetime], str]) -> Offer:
    today = timezone.localdate(now)
    slots = free_slots(search, today, date.max, now)
    return arranged([slot.starts_at for slot in slots], month, url_of)


def arranged(moments: Iterable[datetime], month: str, url_of: Callable[[datetime], str]) -> Offer:
    """One line a moment, whatever the number of advisors who are free then."""
    days: dict[date, list[Hour]] = {}
    for at in sorted(set(moments)):
        local = timezone.localtime(at)
        days.setdefault(local.date(), []).append(Hour(hour(local.time()), url_of(at)))
    months = sorted({(one.year, one.month) for one in days})
    codes = {f"{year}-{number:02}": (year, number) for year, number in months}
    shown = codes.get(month, months[0] if months else (0, 0))
    links = [
        MonthLink(f"{MONTHS[number]} {year}", f"?mois={code}", (year, number) == shown)
        for code, (year, number) in codes.items()
    ]
    kept = [DayOffer(one, hours) for one, hours in days.items() if (one.year, one.month) == shown]
    return Offer(links, kept)


def nearest(search: Search, wanted: datetime, now: datetime) -> list[datetime]:
    """The free moments nearest to one that went, in their order."""
    slots = free_slots(search, timezone.localdate(now), date.max, now)
    moments = sorted({slot.starts_at for slot in slots}, key=lambda at: abs(at - wanted))
    return sorted(moments[:NEAR])
