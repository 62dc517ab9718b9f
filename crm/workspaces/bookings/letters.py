"""What somebody is told of their bookings. Each letter carries the link of their page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.letters.services import write
from crm.people.models import Person
from crm.people.reaching import mail_address

from ..models import Booking, BookingSlot
from .links import page_address, page_link
from .taken import moments
from .words import euros, when_words


def tell_confirmed(booking: Booking, at: datetime) -> None:
    _tell(
        booking.person,
        "booking_confirmed",
        f"booking-{booking.pk}-confirmed",
        at,
        booking=booking,
        when=when_words(booking),
        price=euros(booking.price_cents),
    )


def tell_cancelled(booking: Booking, reason: str, at: datetime) -> None:
    """The house gives back what it had promised: somebody who cancels by their page knows it."""
    _tell(
        booking.person,
        "booking_cancelled",
        f"booking-{booking.pk}-cancelled",
        at,
        booking=booking,
        when=when_words(booking),
        reason=reason,
    )


def tell_moved(booking: Booking, at: datetime) -> None:
    _tell(
        booking.person,
        "booking_moved",
        f"booking-{booking.pk}-moved-{at:%Y%m%d%H%M%S%f}",
        at,
        booking=booking,
        when=when_words(booking),
    )


def tell_now_paid(person: Person, slots: list[BookingSlot], at: datetime) -> None:
    """What was free no longer is: the half-days, and how to give them back."""
    _tell(
        person,
        "booking_now_paid",
        f"bookings-{person.pk}-paid-{at:%Y%m%d%H%M%S%f}",
        at,
        moments=moments((slot.date, slot.half) for slot in slots),
        count=len(slots),
    )


def send_page(person: Person, at: datetime) -> bool:
    """Send somebody the link of their page again; False when no address is known."""
    key = f"bookings-{person.pk}-page-{at:%Y%m%d%H%M%S%f}"
    return _tell(person, "page_link", key, at)


def _tell(person: Person, template: str, key: str, at: datetime, **told: Any) -> bool:
    to = mail_address(person)
    if not to:
        return False
    write(
        f"crm_workspaces/letters/{template}.txt",
        to=to,
        key=key,
        person=person,
        context={"person": person, "page": page_address(), **told},
        link=page_link(person),
        at=at,
    )
    return True
