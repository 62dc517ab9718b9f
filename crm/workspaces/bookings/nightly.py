"""What time does to bookings: those that are over are honoured or not, and what is free is checked again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.models import Person

from ..models import Booking, BookingSlot, BookingState, Presence
from .doors import move_booking
from .entitlement import mark_again
from .taken import RENTED

NEVER_CONFIRMED = "Jamais confirmée avant sa fin."


def see_to_bookings(at: datetime) -> None:
    """Run each night; safe to run twice."""
    end_past_bookings(at)
    check_what_is_free(at)


def end_past_bookings(at: datetime) -> int:
    """Settle the bookings whose last half-day is past: honoured when somebody came on one of their days.

    A room that comes with an office counts as used: nobody notes who sits in a meeting. A request
    that nobody confirmed in time is given up.
    """
    today = timezone.localdate(at)
    over = Booking.objects.holding().annotate(last=Max("slots__date"), came=_came())
    rows = list(over.filter(last__lt=today).select_related("space"))
    for row in rows:
        # Another machine may have settled it since.
        with suppress(Refused):
            _settle(row, came=row.came, at=at)  # type: ignore[attr-defined]
    return len(rows)


def _settle(booking: Booking, *, came: bool, at: datetime) -> None:
    if booking.state == BookingState.REQUESTED:
        move_booking(booking, BookingState.CANCELLED, reason=NEVER_CONFIRMED, at=at)
    elif came or not booking.space.is_rented:
        move_booking(booking, BookingState.USED, at=at)
    else:
        move_booking(booking, BookingState.NO_SHOW, at=at)


def _came() -> Exists:
    """Whether the person of a booking was noted at its site on one of its days."""
    days = BookingSlot.objects.filter(booking=OuterRef(OuterRef("pk"))).values("date")
    return Exists(
        Presence.objects.filter(
            person=OuterRef("person"), site=OuterRef("space__site"), date__in=days
        )
    )


def honour_late(person: Person, day: date, at: datetime) -> None:
    """Somebody was there after all: a booking of that day that was taken for a no-show is honoured."""
    missed = Booking.objects.filter(
        person=person, state=BookingState.NO_SHOW, slots__date=day
    ).distinct()
    for booking in missed:
        move_booking(booking, BookingState.USED, at=at)


def check_what_is_free(at: datetime) -> int:
    """Mark again the half-days to come of everybody: none stays free outside a plan. Return how many were wrong."""
    ahead = BookingSlot.objects.filter(
        date__gte=timezone.localdate(at), space__kind__in=RENTED
    ).order_by()
    people = Person.objects.filter(pk__in=ahead.values("booking__person"))
    found = 0
    for person in people:
        with transaction.atomic():
            found += len(mark_again(person, by=None, at=at))
    return found
