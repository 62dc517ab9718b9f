"""What changes in a booking that goes on: its space, its end, a half-day that is given back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from telecentre.models import Space, TariffProduct

from ..models import BOOKING_PATHS, Booking, BookingState
from .asking import Asked, check_in_service, lay
from .doors import hold, hold_person, hold_space, locked, move_booking
from .letters import tell_moved
from .quoting import free_among, price_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def change_space(
    booking: Booking, space: Space, *, by: User | None = None, at: datetime | None = None
) -> Booking:
    """Take what is left of a booking to another space, whole or not at all. The days before stay where they were."""
    now = at or timezone.now()
    hold_person(booking.person)
    space = hold_space(space)
    booking = locked(booking)
    _check_open(booking)
    if space.pk == booking.space_id:
        raise Refused(f"La réservation est déjà dans «\u00a0{space}\u00a0».")
    if space.kind != booking.space.kind:
        raise Refused(
            "On change de place pour un espace de même nature\u00a0: annulez, puis réservez."
        )
    left = booking.slots.filter(date__gte=timezone.localdate(now))
    halves = [
        (day, half) for day, half in left.order_by("date", "half").values_list("date", "half")
    ]
    if not halves:
        raise Refused("Il ne reste aucune demi-journée à déplacer.")
    check_in_service(space, halves)  # type: ignore[arg-type]
    left.delete()
    hold(booking, space, halves, free=free_among(booking.person, space, halves))  # type: ignore[arg-type]
    booking.space = space
    booking.price_cents = price_of(booking)
    booking.save(update_fields=["space", "price_cents"])
    record(
        Action.CHANGED, booking, by=by, person_id=booking.person_id, fields=["space"], at=now
    )  # fmt: skip
    tell_moved(booking, now)
    return booking


@transaction.atomic
def give_back_half(
    booking: Booking,
    day: date,
    half: str,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Booking:
    """Give back one half-day to come; the last one left cancels the booking."""
    now = at or timezone.now()
    booking = locked(booking)
    _check_open(booking)
    if day < timezone.localdate(now):
        raise Refused("Les demi-journées passées restent comptées.")
    slot = booking.slots.filter(date=day, half=half).first()
    if slot is None:
        raise Refused("Cette demi-journée n’est plus à cette réservation.")
    if booking.slots.count() == 1:
        return move_booking(
            booking, BookingState.CANCELLED, reason="Dernière demi-journée rendue.", by=by, at=now
        )
    slot.delete()
    booking.price_cents = price_of(booking)
    booking.save(update_fields=["price_cents"])
    record(
        Action.CHANGED, booking, by=by, person_id=booking.person_id,
        fields=["slots", "price_cents"], at=now,
    )  # fmt: skip
    return booking


@transaction.atomic
def prolong(
    booking: Booking, until: date, *, by: User | None = None, at: datetime | None = None
) -> Booking:
    """Renew a booking by the month until a later day, whole or not at all. An end still to come is pushed back."""
    now = at or timezone.now()
    hold_person(booking.person)
    space = hold_space(booking.space)
    booking = locked(booking)
    _check_open(booking)
    if booking.product != TariffProduct.MONTH:
        raise Refused("Seule une réservation au mois se renouvelle\u00a0: faites-en une autre.")
    if until <= booking.ends_on:
        raise Refused("Choisissez un jour après la fin de la réservation.")
    first = max(booking.ends_on, timezone.localdate(now))
    asked = Asked(TariffProduct.MONTH, first, until, booking.pattern)
    halves = [half for half in lay(space, asked, at=now).halves if half[0] > booking.ends_on]
    hold(booking, space, halves, free=free_among(booking.person, space, halves))
    booking.ends_on = until
    booking.price_cents = price_of(booking)
    booking.save(update_fields=["ends_on", "price_cents"])
    record(
        Action.CHANGED, booking, by=by, person_id=booking.person_id, fields=["ends_on"], at=now
    )  # fmt: skip
    return booking


def _check_open(booking: Booking) -> None:
    state = BookingState(booking.state)
    if BookingState.CANCELLED not in BOOKING_PATHS[state]:
        raise Refused(f"Cette réservation est {state.label}\u00a0: elle ne change plus.")
