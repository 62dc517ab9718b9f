"""Nobody is in two workshops at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from forum.models import Slot

from .models import Participant, WorkshopSeat


def meet(one: Slot, other: Slot) -> bool:
    """Half-open: one may begin at the minute when another ends."""
    (starts, ends), (begins, over) = one.span, other.span
    return starts < over and begins < ends


def first_clash(slots: Iterable[Slot]) -> tuple[Slot, Slot] | None:
    return next((pair for pair in combinations(slots, 2) if meet(*pair)), None)


def clash_with_seats(participant: Participant, slot: Slot) -> Slot | None:
    """The workshop in which somebody has a place at the time of another."""
    rows = WorkshopSeat.objects.filter(participant=participant, slot__isnull=False)
    seats = rows.exclude(slot=slot.pk).select_related("slot")
    return next((seat.slot for seat in seats if seat.slot and meet(seat.slot, slot)), None)


def clash_words(one: Slot, other: Slot, name: str) -> str:
    return (
        f"«\u00a0{one.title}\u00a0» et «\u00a0{other.title}\u00a0» ont lieu à la même heure\u00a0: "
        f"choisissez l’un des deux pour {name}."
    )
