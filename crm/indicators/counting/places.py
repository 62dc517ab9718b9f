"""Who works at the telecentre, and how many offices it has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, CharField, Value

from crm.people.models import Person
from crm.waiting.models import WaitEntry, WaitingList, WaitSpell
from crm.workspaces.models import Booking, BookingSlot, Presence
from crm.workspaces.occupancy import in_office, offices, on_offer
from crm.workspaces.offices.figures import office_waiting
from telecentre.models import Closure, OpeningHours, Site, Space

from ..days import months_before
from ..rules import Rules
from .figures import Figure, counted, number
from .people import who

READS = (
    *(Presence, Booking, BookingSlot, Person, Space, Site, OpeningHours, Closure),
    *(WaitSpell, WaitEntry, WaitingList),
)

BY_THE_MONTH = "month"


@dataclass(frozen=True)
class AtWork:
    """Who came often enough or has a booking by the month that covers the day; the half-days worked in an office."""

    regulars: set[int]
    in_office: tuple[int, ...]


def at_work(day: date, rules: Rules) -> AtWork:
    """Read at once who came in the last weeks and whose booking by the month covers the day."""
    since = {name: day - timedelta(days=length) for name, length in _windows(rules).items()}
    came = Presence.objects.filter(date__gt=min(since.values()), date__lte=day)
    kept = Booking.objects.recurring_on(day)
    blank = Value(BY_THE_MONTH, output_field=CharField())
    never = Value(value=False, output_field=BooleanField())
    told = came.annotate(who=who(), in_office=in_office()).order_by()
    rows = told.values_list("pk", "who", "date", "half", "in_office")
    rows = rows.union(
        kept.annotate(who=who()).order_by().values_list("pk", "who", "starts_on", blank, never),
        all=True,
    )
    half_days: set[tuple[int, date, str]] = set()
    booked: set[int] = set()
    used: list[int] = []
    for pk, person, on, half, there in rows:
        if half == BY_THE_MONTH:
            booked.add(person)
            continue
        if on > since["regular"]:
            half_days.add((person, on, half))
        if there and on > since["occupancy"]:
            used.append(pk)
    often = Counter(person for person, _, _ in half_days)
    enough = {person for person, times in often.items() if times >= rules.regular_half_days}
    return AtWork(enough | booked, tuple(sorted(used)))


def _windows(rules: Rules) -> dict[str, int]:
    return {"regular": rules.regular_days, "occupancy": rules.occupancy_days}


@dataclass(frozen=True)
class InService:
    """The offices of a day.

    seats     per office
    planned   per office that opens in the months that follow
    sites     seats of each, oldest first
    on_offer  half-days offered in the last weeks
    """

    seats: dict[int, int]
    planned: dict[int, int]
    sites: list[tuple[str, int]]
    on_offer: int


def in_service(day: date, rules: Rules) -> InService:
    start = day - timedelta(days=rules.occupancy_days - 1)
    horizon = months_before(day, -rules.recent_months)
    every = offices()
    open_now = [one for one in every if one.valid_from <= day and not _closed(one, day)]
    soon = [one for one in every if day < one.valid_from <= horizon]
    by_site: Counter[str] = Counter()
    for office in open_now:
        by_site[office.site.name] += office.seats
    return InService(
        {office.pk: office.seats for office in open_now},
        {office.pk: office.seats for office in soon},
        list(by_site.items()),
        on_offer(every, start, day),
    )


def _closed(office: Space, day: date) -> bool:
    return office.valid_to is not None and office.valid_to <= day


def offices_figures(used: tuple[int, ...], found: InService) -> list[Figure]:
    """Return I8 and what is to open, and I9 over the weeks that end on the day."""
    return [
        number("I8", sum(found.seats.values()), ids=tuple(sorted(found.seats))),
        number("I8_planned", sum(found.planned.values()), ids=tuple(sorted(found.planned))),
        number("I9", len(used), among=found.on_offer, ids=used),
    ]


def waiting(day: date, rules: Rules) -> list[Figure]:
    """Return I10 and the median wait of those who took an office."""
    found = office_waiting(day, rules.recent_months)
    return [
        counted("I10", found.people),
        number("I10_wait", found.median_wait or 0, among=len(found.waits)),
    ]
