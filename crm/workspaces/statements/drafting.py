"""What people owe for a month, from the half-days that they held: computed at any time, nothing is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.journal.refusal import Refused
from editorial.dates import day as written
from telecentre.models import Tariff, TariffProduct

from ..models import Booking, BookingSlot, BookingState
from ..pricing import Charge, HeldHalf, Line, NoTariff, charges, lines, total
from . import months

# A week that straddles two months is charged whole in that of its first half-day: it is read whole.
AROUND = timedelta(days=7)


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
    """Return what each person owes for a month, per person id: those who held nothing are absent. Three queries.

    Raises Refused when a half-day that is to be paid has no tariff.
    """
    found: dict[int, list[Charge]] = {}
    owners = _owners(month, people)
    try:
        charged = charges(_halves(owners, month), list(Tariff.objects.all()))
    except NoTariff as lacking:
        raise Refused(
            f"Aucun tarif ne vaut le {written(lacking.day)}\u00a0: ajoutez-le aux tarifs."
        ) from lacking
    last = months.last_of(month)
    for charge in charged:
        if month <= charge.on <= last:
            found.setdefault(owners[charge.booking], []).append(charge)
    return {person: Draft(lines(theirs), total(theirs)) for person, theirs in found.items()}


def draft_of(person: int, month: date) -> Draft | None:
    return drafts(month, [person]).get(person)


def _owners(month: date, people: Collection[int] | None) -> dict[int, int]:
    """Return the person of each booking that holds a half-day near a month. An office only offered costs nothing."""
    near = BookingSlot.objects.filter(
        date__gte=month - AROUND, date__lte=months.last_of(month) + AROUND
    )
    rows = Booking.objects.exclude(state=BookingState.REQUESTED).filter(
        pk__in=near.order_by().values("booking")
    )
    if people is not None:
        rows = rows.filter(person__in=people)
    return dict(rows.order_by().values_list("pk", "person"))


def _halves(owners: dict[int, int], month: date) -> list[HeldHalf]:
    rows = BookingSlot.objects.filter(
        booking__in=list(owners), date__gte=month - AROUND, date__lte=months.last_of(month) + AROUND
    ).select_related("booking", "space")
    return [
        HeldHalf(
            booking=row.booking_id,
            product=TariffProduct(row.booking.product),
            date=row.date,
            half=row.half,
            free=row.free,
            rented=row.space.is_rented,
        )
        for row in rows
    ]
