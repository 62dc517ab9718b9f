"""What is free this week at the telecentre, half-day by half-day: counted from slots, nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from crm.registers.spaces import everything_held
from crm.registers.words import counted
from editorial.changes import kept
from editorial.plugins import TELECENTRE_SPACE, Availability
from telecentre.models import Closure, OpeningHours, Site, Space, SpaceKind

from ..bookings.openness import in_service, openness
from ..models import HalfDay

FEW = 2
# Until when a half-day that has begun is still worth asking for.
ENDS = {HalfDay.MORNING: time(12), HalfDay.AFTERNOON: time(18)}
CLOSED, FREE, TAKEN, PAST = "closed", "free", "taken", "past"
COUNTED = [
    SpaceKind.OFFICE,
    SpaceKind.OPEN_DESK,
    SpaceKind.MEETING,
    SpaceKind.VIDEO,
    SpaceKind.MULTIMEDIA,
]
# What tells when a site is open.
CALENDARS = [model._meta.db_table for model in (Space, Site, OpeningHours, Closure)]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday. `is_this` is False once nothing of the current week is left to ask for."""

    monday: date
    is_this: bool

    @property
    def days(self) -> list[date]:
        return [self.monday + DAY * number for number in range(7)]

    @property
    def name(self) -> str:
        return "cette semaine" if self.is_this else "la semaine prochaine"


@dataclass(frozen=True)
class SpaceWeek:
    """A space and, per half-day of the week, one of CLOSED, FREE, TAKEN, PAST."""

    space: Space
    cells: dict[tuple[date, HalfDay], str]

    @property
    def left(self) -> int:
        return sum(state == FREE for state in self.cells.values())

    @property
    def open(self) -> int:
        return sum(state in (FREE, TAKEN) for state in self.cells.values())

    def row(self, days: Sequence[date]) -> list[str]:
        """The states of some days, two a day."""
        return [self.cells[day, half] for day in days for half in HalfDay]


def to_come(day: date, half: HalfDay, now: datetime) -> bool:
    return (day, ENDS[half]) > (now.date(), now.time())


def week_at(sites: Iterable[Site], at: datetime) -> Week:
    """The current week while one of the sites still has a half-day to come in it, else the next one."""
    now = timezone.localtime(at)
    monday = now.date() - DAY * now.weekday()
    left = any(
        to_come(day, half, now)
        for site in sites
        for day in Week(monday, True).days
        for half in openness(site).halves(day)
    )
    return Week(monday, True) if left else Week(monday + DAY * 7, False)


def spaces_week(spaces: Iterable[Space], week: Week, at: datetime) -> list[SpaceWeek]:
    """Read the week of spaces whose sites were read with their calendar. One query."""
    rows, now = list(spaces), timezone.localtime(at)
    held = everything_held([space.pk for space in rows], week.days[0], week.days[-1])
    open_then = {space.site_id: openness(space.site) for space in rows}

    def state(space: Space, day: date, half: HalfDay) -> str:
        if not in_service(space, day) or half not in open_then[space.site_id].halves(day):
            return CLOSED
        if not to_come(day, half, now):
            return PAST
        return TAKEN if (space.pk, day, half) in held else FREE

    return [
        SpaceWeek(
            space, {(day, half): state(space, day, half) for day in week.days for half in HalfDay}
        )
        for space in rows
    ]


def sentence(offices: Sequence[SpaceWeek], week: Week) -> str:
    """« Deux bureaux libres cette semaine », "" when there is no office."""
    if not offices:
        return ""
    free = sum(one.left > 0 for one in offices)
    if not free:
        return f"Aucun bureau libre {week.name}"
    return f"{counted(free, 'bureau libre', 'bureaux libres').capitalize()} {week.name}"


def availability(kind: str, ids: Sequence[int]) -> dict[int, Availability]:
    """Answer the site for a list of spaces, at once: one query, and those of their calendars when these changed."""
    if kind != TELECENTRE_SPACE:
        return {}
    at = timezone.now()
    today = timezone.localdate(at)
    named = f"spaces:{today}:{'-'.join(map(str, sorted(ids)))}"
    spaces = kept(named, CALENDARS, lambda: _counted(ids, today))
    week = week_at({space.site_id: space.site for space in spaces}.values(), at)
    return {one.space.pk: _told(one, week) for one in spaces_week(spaces, week, at) if one.open}


def _counted(ids: Sequence[int], today: date) -> list[Space]:
    """Those whose site is open, which is read with its calendar."""
    spaces = list(Space.objects.filter(pk__in=ids, kind__in=COUNTED))
    rows = Site.objects.open_on(today).filter(spaces__in=[space.pk for space in spaces])
    sites = {site.pk: site for site in rows.distinct().with_calendar(today)}
    known = [space for space in spaces if space.site_id in sites]
    for space in known:
        space.site = sites[space.site_id]
    return known


def _told(one: SpaceWeek, week: Week) -> Availability:
    halves = counted(one.left, "demi-journée libre", "demi-journées libres", feminine=True)
    label = f"{halves.capitalize()} {week.name}" if one.left else f"Pris {week.name}"
    state = "full" if not one.left else "last" if one.left <= FEW else "open"
    asks = one.space.kind == SpaceKind.OFFICE
    return Availability(
        left=one.left,
        capacity=one.open,
        label=label,
        state=state,
        url=reverse("ask_office") if asks else "",
        action="Demander un bureau" if asks else "",
    )
