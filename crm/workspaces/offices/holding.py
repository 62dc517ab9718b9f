"""The offices of an offer: bookings that are only requested, and that nobody else can have meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.journal.refusal import Refused
from telecentre.models import TariffProduct

from ..bookings import patterns
from ..bookings.asking import Asked
from ..bookings.doors import book, move_booking
from ..models import (
    Booking,
    BookingSource,
    BookingState,
    HalfDay,
    OfficeOffer,
    OfficeRequest,
)
from .searching import Term, free_for, patterns_of, why_none

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hold_offices(row: OfficeRequest, term: Term, *, by: User | None, at: datetime) -> list[Booking]:
    """Take the half-days of as many offices as are asked. Raises Refused, and takes none, when they are not free."""
    if row.person is None:
        raise Refused("Rattachez d’abord la demande à un dossier.")
    spaces = free_for(row, term)
    if not spaces:
        raise Refused(why_none(row, term))
    asked = [
        Asked(
            TariffProduct.MONTH,
            term.starts_on,
            term.ends_on,
            patterns.written((day, half) for day in days for half in HalfDay),
        )
        for days in patterns_of(row.days)
    ]
    return [
        book(
            row.person,
            space,
            one,
            source=BookingSource.OFFER,
            confirmed=False,
            party=True,
            by=by,
            at=at,
        )
        for space in spaces
        for one in asked
    ]


def confirm(offer: OfficeOffer, *, by: User | None, at: datetime) -> None:
    """Raises Refused when one of the offices was given back meanwhile."""
    bookings = list(offer.bookings.order_by("pk"))
    if any(booking.state == BookingState.CANCELLED for booking in bookings):
        raise Refused("Un de ces bureaux n’est plus gardé\u00a0: appelez l’accueil du télécentre.")
    for booking in bookings:
        if booking.state == BookingState.REQUESTED:
            move_booking(booking, BookingState.CONFIRMED, by=by, at=at)


def give_back(offer: OfficeOffer, reason: str, *, by: User | None, at: datetime) -> None:
    for booking in offer.bookings.filter(state=BookingState.REQUESTED).order_by("pk"):
        move_booking(booking, BookingState.CANCELLED, reason=reason, by=by, at=at)
