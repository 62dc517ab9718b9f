"""The week of a site as reception reads it: its spaces by its half-days, who sits where, what is free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from crm.registers.spaces import Held, held_by_others
from telecentre.listing import ORDER, natural
from telecentre.models import Site, Space, SpaceKind

from ..models import BookingSlot, HalfDay, Presence
from .openness import Openness, in_service, openness
from .taken import BOOKINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

HELD, FREE, SHUT, PAST, OUT, TAUGHT = "held", "free", "shut", "past", "out", "taught"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    """A half-day of a space, or its whole day when one booking holds both or nothing opens.

    state  held, free, shut, past (free, and over), out (the space is not in service), taught (a session is there)
    here   the person was noted present: « là », « là le matin », "" when not
    amiss  held where nothing opens: a closure or the end of the space came after the booking
    """

    day: date
    half: HalfDay
    state: str
    span: int = 1
    slot: BookingSlot | None = None
    here: str = ""
    amiss: bool = False


@dataclass(frozen=True)
class Row:
    space: Space
    cells: list[Cell]


@dataclass(frozen=True)
class Day:
    date: date
    shut: str  # why it is closed, "" when it is open


@dataclass(frozen=True)
class Week:
    """From Monday to Friday, or to the last day on which the site opens or is held."""

    site: Site
    monday: date
    days: list[Day]
    rows: list[Row]

    @property
    def last(self) -> date:
        return self.days[-1].date

    @property
    def offices(self) -> tuple[int, int]:
        """Half-days held in offices, and half-days that they offer."""
        cells = [
            cell
            for row in self.rows
            if row.space.kind == SpaceKind.OFFICE
            for cell in row.cells
            if cell.state not in (SHUT, OUT)
        ]
        held = sum(cell.span for cell in cells if cell.state == HELD)
        return held, sum(cell.span for cell in cells)


def week_of(site: Site, day: date, today: date) -> Week:
    """Lay the week of a day. Six queries, whatever is booked."""
    monday = day - timedelta(days=day.weekday())
    calendar = openness(site)
    slots = list(
        BookingSlot.objects.filter(
            space__site=site, date__gte=monday, date__lt=monday + WEEK
        ).select_related("booking__person", "space")
    )
    here = set(
        Presence.objects.filter(site=site, date__gte=monday, date__lt=monday + WEEK)
        .order_by()
        .values_list("person", "date", "half")
    )
    dates = _dates(monday, calendar, {slot.date for slot in slots})
    held = {(slot.space_id, slot.date, slot.half): slot for slot in slots}
    spaces = _spaces(site, dates, {slot.space_id for slot in slots})
    taught = held_by_others(BOOKINGS, [space.pk for space in spaces], dates[0], dates[-1])
    rows = [
        Row(
            space,
            [
                cell
                for when in dates
                for cell in _day(space, when, calendar, held, taught, here, today)
            ],
        )
        for space in spaces
    ]
    return Week(site, monday, [Day(when, calendar.why_closed(when)) for when in dates], rows)


def _dates(monday: date, calendar: Openness, held: Iterable[date]) -> list[date]:
    kept = set(held)
    week = [monday + timedelta(days=number) for number in range(7)]
    return [when for when in week if when.weekday() < 5 or calendar.usual(when) or when in kept]


def _spaces(site: Site, dates: list[date], held: Iterable[int]) -> list[Space]:
    """What exists at some time of the week or is held in it, in the order of the plan of the site."""
    in_time = Q(valid_from__lte=dates[-1]) & (Q(valid_to__isnull=True) | Q(valid_to__gt=dates[0]))
    rows = Space.objects.filter(in_time | Q(pk__in=held), site=site).exclude(
        kind=SpaceKind.TRAINING
    )
    return sorted(
        rows, key=lambda space: (ORDER.index(SpaceKind(space.kind)), natural(space.label))
    )


def _day(
    space: Space,
    when: date,
    calendar: Openness,
    held: dict[Held, BookingSlot],
    taught: set[Held],
    here: set[tuple[int, date, str]],
    today: date,
) -> list[Cell]:
    open_halves = calendar.halves(when)
    cells = []
    for half in HalfDay:
        slot = held.get((space.pk, when, half))
        if slot is not None:
            noted = (slot.booking.person_id, when, half) in here
            shut = half not in open_halves or not in_service(space, when)
            cells.append(Cell(when, half, HELD, slot=slot, here="là" if noted else "", amiss=shut))
        elif (space.pk, when, half) in taught:
            cells.append(Cell(when, half, TAUGHT))
        else:
            cells.append(Cell(when, half, _unheld(space, when, half in open_halves, today)))
    first, second = cells
    if not _together(first, second):
        return cells
    return [replace(first, span=2, here=_here(first, second))]


def _unheld(space: Space, when: date, is_open: bool, today: date) -> str:
    if not in_service(space, when):
        return OUT
    if not is_open:
        return SHUT
    return FREE if when >= today else PAST


def _together(first: Cell, second: Cell) -> bool:
    """One cell says both: the same booking, or the same nothing."""
    if first.state != second.state or first.state in (FREE, PAST):
        return False
    if first.slot is None or second.slot is None:
        return True
    same = first.slot.booking_id == second.slot.booking_id
    return same and first.slot.free == second.slot.free and first.amiss == second.amiss


def _here(first: Cell, second: Cell) -> str:
    if first.here and second.here:
        return first.here
    if first.here:
        return "là le matin"
    return "là l’après-midi" if second.here else ""
