"""Prices met with rows: what a booking would cost somebody, what their half-days of a month are charged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.support.entitlement import free_spans, is_free
from editorial.dates import day as day_words
from telecentre.models import Space, Tariff, TariffProduct

from ..models import Booking, BookingSlot
from ..pricing import Charge, HeldHalf, Line, NoTariff, charges, lines, total
from .asking import Asked, Half, Laid, lay

# A week that straddles two months is weighed whole.
AROUND = timedelta(days=6)


@dataclass(frozen=True)
class Quote:
    """What a booking would take and cost; `free` are the half-days that a plan makes free."""

    laid: Laid
    free: frozenset[Half]
    lines: list[Line]
    price_cents: int

    @property
    def first(self) -> date:
        return self.laid.halves[0][0]

    @property
    def last(self) -> date:
        return self.laid.halves[-1][0]


def quote(person: Person, space: Space, asked: Asked, *, at: datetime) -> Quote:
    """Raises Refused when the booking cannot be, or when no tariff holds."""
    laid = lay(space, asked, at=at)
    free = free_among(person, space, laid.halves)
    charged = _charged(
        HeldHalf(0, asked.product, day, half, (day, half) in free, space.is_rented)
        for day, half in laid.halves
    )
    return Quote(laid, free, lines(charged), total(charged))


def free_among(person: Person, space: Space, halves: Iterable[Half]) -> frozenset[Half]:
    """Return the half-days that the plans of somebody make free in a space: none in a room not rented."""
    if not space.is_rented:
        return frozenset()
    spans = free_spans([person.pk]).get(person.pk, [])
    return frozenset(half for half in halves if is_free(spans, half[0]))


def price_of(booking: Booking) -> int:
    """The price of a booking from the slots that it holds now; what was announced where no tariff holds any more."""
    with suppress(Refused):
        return total(_charged(_held_by(booking)))
    return booking.price_cents


def lines_of(booking: Booking) -> list[Line]:
    """How its price is made, nothing where no tariff holds any more."""
    with suppress(Refused):
        return lines(_charged(_held_by(booking)))
    return []


def _held_by(booking: Booking) -> list[HeldHalf]:
    return held_halves(booking.slots.select_related("space", "booking"))


def charges_of_month(
    start: date, end: date, people: Collection[int] | None = None
) -> dict[int, list[Charge]]:
    """Return, per person, what a calendar month is charged: from `start` to `end`, both included. Two queries.

    Confirmed bookings count, whether somebody came or not, and of those given back what was kept. A week
    that straddles two months is charged in the one where its first paid half-day lies. Raises Refused when no
    tariff holds on a day.
    """
    slots = BookingSlot.objects.filter(
        date__gte=start - AROUND, date__lte=end + AROUND, booking__confirmed_at__isnull=False
    ).select_related("space", "booking")
    if people is not None:
        slots = slots.filter(booking__person__in=people)
    rows = list(slots)
    owners = {row.booking_id: row.booking.person_id for row in rows}
    found: dict[int, list[Charge]] = {}
    for charge in _charged(held_halves(rows)):
        if start <= charge.on <= end:
            found.setdefault(owners[charge.booking], []).append(charge)
    return found


def held_halves(slots: Iterable[BookingSlot]) -> list[HeldHalf]:
    """Slots as they are charged; their space and booking have been read."""
    return [
        HeldHalf(
            slot.booking_id,
            TariffProduct(slot.booking.product),
            slot.date,
            slot.half,
            slot.free,
            slot.space.is_rented,
        )
        for slot in slots
    ]


def _charged(halves: Iterable[HeldHalf]) -> list[Charge]:
    try:
        return charges(halves, Tariff.objects.all())
    except NoTariff as missing:
        raise Refused(
            f"Aucun tarif n’est en vigueur le {day_words(missing.day)}\u00a0: "
            "ajoutez-le dans Télécentre, Tarifs."
        ) from missing
