"""What is held already: by whom a half-day is taken, and which spaces of the same kind are free instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from crm.people.models import Person
from crm.registers import spaces
from editorial.dates import day as day_words
from telecentre.models import Space, SpaceKind

from ..models import BookingSlot, HalfDay
from .asking import Half
from .openness import in_service

BOOKINGS = "bookings"
# More than these in a sentence would not be read.
NAMED = 4
RENTED = [SpaceKind.OFFICE, SpaceKind.OPEN_DESK]


def taken(space: Space, halves: Sequence[Half], *, besides: int = 0) -> list[Half]:
    """Return which of these half-days are held in a space, not counting the slots of a booking."""
    busy = _busy([space.pk], halves, besides=besides)
    return [half for half in halves if (space.pk, *half) in busy]


def _busy(wanted: Collection[int], halves: Sequence[Half], *, besides: int = 0) -> set[spaces.Held]:
    """What is held of some spaces on the days of some half-days, booked or taught in."""
    days = {day for day, _ in halves}
    if not days:
        return set()
    rows = BookingSlot.objects.filter(space__in=list(wanted), date__in=days)
    booked = rows.exclude(booking=besides).order_by().values_list("space", "date", "half")
    return {*booked, *spaces.held_by_others(BOOKINGS, wanted, min(days), max(days))}


def held_slots(
    wanted: Collection[int], start: date, end: date
) -> QuerySet[BookingSlot, spaces.Held]:
    """What bookings hold, for the rooms that hold spaces otherwise."""
    rows = BookingSlot.objects.filter(space__in=list(wanted), date__gte=start, date__lte=end)
    return rows.order_by().values_list("space", "date", "half")


def held_elsewhere(
    person: Person, halves: Sequence[Half], *, besides: int = 0
) -> BookingSlot | None:
    """Return a slot by which somebody already sits elsewhere at one of these half-days."""
    rows = BookingSlot.objects.filter(
        booking__person=person, date__in={day for day, _ in halves}, space__kind__in=RENTED
    )
    wanted = set(halves)
    return next(
        (
            row
            for row in rows.exclude(booking=besides).select_related("space")
            if (row.date, row.half) in wanted
        ),
        None,
    )


def free_instead(space: Space, halves: Sequence[Half]) -> list[Space]:
    """Return the other spaces of the kind, at that site, that are free for all these half-days. Two queries."""
    alike = Space.objects.filter(site=space.site_id, kind=space.kind).exclude(pk=space.pk)
    days = {day for day, _ in halves}
    busy = _busy([other.pk for other in alike], halves)
    return [
        other
        for other in alike
        if all(in_service(other, day) for day in days)
        and not any((other.pk, *half) in busy for half in halves)
    ]


def refusal(space: Space, held: Sequence[Half], halves: Sequence[Half]) -> str:
    """« Bureau 2 est pris le mardi 8 mai, matin. Libre pour le tout : Bureau 3. »"""
    others = free_instead(space, halves)
    if not others:
        instead = "Aucun autre espace semblable n’est libre pour le tout."
    else:
        start = "Libres" if len(others) > 1 else "Libre"
        instead = f"{start} pour le tout\u00a0: {', '.join(str(other) for other in others)}."
    return f"{space} est pris {moments(held)}. {instead}"


def moments(halves: Iterable[tuple[date, str]]) -> str:
    """« le mardi 8 mai, matin ; le jeudi 10 mai »: a whole day says its date alone."""
    told = []
    for day, rows in groupby(sorted(halves), key=lambda half: half[0]):
        names = [str(HalfDay(half).label) for _, half in rows]
        when = f"le {day_words(day, weekday=True, year=False)}"
        told.append(when if len(names) > 1 else f"{when}, {names[0]}")
    more = len(told) - NAMED
    if more > 0:
        told = [
            *told[:NAMED],
            f"et {more} autre{'s' if more > 1 else ''} jour{'s' if more > 1 else ''}",
        ]
    return "\u00a0; ".join(told)
