"""What people owe for a month, from the half-days that they held: computed at any time, nothing is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..bookings.quoting import charges_of_month
from ..pricing import Line, lines, total
from . import months


@dataclass(frozen=True)
class Draft:
    """The lines of a person for a month, those that are free included."""

    lines: list[Line]
    total_cents: int

    @property
    def is_free(self) -> bool:
        return self.total_cents == 0

    def written(self) -> list[dict[str, Any]]:
        """The lines as a statement keeps them."""
        return [
            {
                "label": line.label,
                "quantity": line.quantity,
                "unit_cents": line.unit_cents,
                "amount_cents": line.amount_cents,
                "free": line.free,
            }
            for line in self.lines
        ]


def drafts(month: date, people: Collection[int] | None = None) -> dict[int, Draft]:
    """Return what each person owes for a month, per person id: those who held nothing are absent.

    Raises Refused when a half-day that is to be paid has no tariff.
    """
    charged = charges_of_month(month, months.last_of(month), people)
    return {person: Draft(lines(theirs), total(theirs)) for person, theirs in charged.items()}


def draft_of(person: int, month: date) -> Draft | None:
    return drafts(month, [person]).get(person)
