"""The workshops that one may choose, by day, with the places that are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from editorial import dates
from forum.models import Edition, Slot

from .seats import counted_slots, slots_left
from .words import NBSP


@dataclass(frozen=True)
class Workshop:
    slot: Slot
    left: int

    @property
    def hours(self) -> str:
        slot = self.slot
        if not (slot.starts_at and slot.ends_at):
            return ""
        return f"{dates.hour(slot.starts_at)} – {dates.hour(slot.ends_at)}"

    @property
    def places(self) -> str:
        if not self.left:
            return f"complet{NBSP}: liste d’attente"
        return f"{self.left}{NBSP}place{'s' if self.left > 1 else ''}"


def workshops(edition: Edition) -> list[Workshop]:
    """In the order of the day: two queries."""
    slots = list(counted_slots(edition))
    left = slots_left(slot.pk for slot in slots)
    return [Workshop(slot, left.get(slot.pk, 0)) for slot in slots]


def by_day(rows: Iterable[Workshop]) -> list[tuple[str, list[Workshop]]]:
    return [
        (_day_words(day), list(ones))
        for day, ones in groupby(rows, lambda row: row.slot.day)
        if day is not None
    ]


def _day_words(day: date) -> str:
    words = dates.day(day, year=False, weekday=True)
    return words[:1].upper() + words[1:]
