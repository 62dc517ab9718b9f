"""When a site is open: its weekly hours, minus its closures and the French public holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from editorial.dates import day as written_day
from editorial.dates import hour
from telecentre.models.places import OpeningHours, Site, Weekday

FIXED_HOLIDAYS = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
# Easter Monday, Ascension and Whit Monday, in days after Easter Sunday.
MOVABLE_HOLIDAYS = [1, 39, 50]
HORIZON = 31  # days in which an opening is looked for


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm, as given by Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> set[date]:
    """The eleven public holidays of French law (code du travail, article L3133-1)."""
    sunday = easter(year)
    movable = {sunday + timedelta(days=after) for after in MOVABLE_HOLIDAYS}
    return {date(year, month, day) for month, day in FIXED_HOLIDAYS} | movable


@dataclass(frozen=True)
class DaysHours:
    """A line of the table of hours: « du lundi au vendredi », and the ranges of each of these days."""

    name: str
    ranges: list[OpeningHours]


@dataclass(frozen=True)
class Opening:
    """Whether a site is open at a moment, in one sentence, and its week."""

    is_open: bool
    sentence: str
    week: list[DaysHours]


def hours_on(site: Site, when: date) -> list[OpeningHours]:
    """The ranges of a day, none when the site is shut. Reads rows fetched with_calendar()."""
    closures = site.closures.all() if site.closes_soon else []
    closed = any(row.starts_on <= when <= row.ends_on for row in closures)
    in_service = site.opened_on <= when and (site.closed_on is None or when < site.closed_on)
    if closed or not in_service or when in public_holidays(when.year):
        return []
    return [row for row in site.hours.all() if row.weekday == when.weekday()]


def sentence_at(site: Site, at: datetime) -> tuple[bool, str]:
    """Say whether a site is open, and until when or from when. `at` is in local time."""
    today, now = at.date(), at.time()
    ranges = hours_on(site, today)
    for row in ranges:
        if row.opens_at <= now < row.closes_at:
            return True, f"Ouvert maintenant, jusqu’à {hour(row.closes_at)}"
    later = next((row for row in ranges if row.opens_at > now), None)
    if later:
        return False, f"Fermé pour l’instant, ouvre à {hour(later.opens_at)}"
    for ahead in range(1, HORIZON + 1):
        when = today + timedelta(days=ahead)
        if coming := hours_on(site, when):
            name = "demain" if ahead == 1 else written_day(when, weekday=True, year=False)
            return False, f"Fermé, ouvre {name} à {hour(coming[0].opens_at)}"
    return False, "Fermé"


def days_named(days: Sequence[Weekday]) -> str:
    """« lundi », « samedi et dimanche », « du lundi au vendredi »."""
    first, last = str(days[0].label), str(days[-1].label)
    if len(days) == 1:
        return first
    return f"{first} et {last}" if len(days) == 2 else f"du {first} au {last}"


def week_of(site: Site) -> list[DaysHours]:
    """The week in as few lines as it can be said: days alike that follow each other go together."""
    rows = list(site.hours.all())

    def times(weekday: Weekday) -> tuple[tuple[time, time], ...]:
        return tuple((row.opens_at, row.closes_at) for row in rows if row.weekday == weekday)

    runs = [list(days) for _, days in groupby(Weekday, key=times)]
    return [
        DaysHours(days_named(days), [row for row in rows if row.weekday == days[0]])
        for days in runs
    ]


def opening(site: Site, at: datetime) -> Opening:
    is_open, sentence = sentence_at(site, at)
    return Opening(is_open, sentence, week_of(site) if site.hours.all() else [])
