"""The half-days that a support plan makes free, kept in line with the plan.

A slot is marked free or paid when it is taken; when the plan moves, those to come are marked again in the
same transaction. Days past are never marked again: they were what the plan then said.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person
from crm.support.entitlement import free_spans, is_free
from crm.support.models import SupportPlan

from ..models import Booking, BookingSlot
from .letters import tell_now_paid
from .quoting import price_of
from .taken import RENTED

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def follow_plan(plan: SupportPlan, by: User | None, at: datetime) -> None:
    """Registered with the plans: called whenever one changes."""
    mark_again(plan.person, by=by, at=at)


def mark_again(person: Person, *, by: User | None, at: datetime) -> list[BookingSlot]:
    """Mark the half-days from today on as the plans say now. Return those that were free and are paid.

    Each booking that changes is journalled and priced again; the person is told of what is to be paid.
    """
    # Whoever books holds the file too: no half-day is taken on the word of a plan that is changing.
    Person.objects.select_for_update().get(pk=person.pk)
    spans = free_spans([person.pk]).get(person.pk, [])
    slots = BookingSlot.objects.select_for_update(of=("self",)).filter(
        booking__person=person, date__gte=timezone.localdate(at), space__kind__in=RENTED
    )
    changed = [slot for slot in slots if slot.free != is_free(spans, slot.date)]
    if not changed:
        return []
    now_paid = [slot for slot in changed if slot.free]
    now_free = [slot.pk for slot in changed if not slot.free]
    BookingSlot.objects.filter(pk__in=[slot.pk for slot in now_paid]).update(free=False)
    BookingSlot.objects.filter(pk__in=now_free).update(free=True)
    for booking in Booking.objects.filter(pk__in={slot.booking_id for slot in changed}):
        booking.price_cents = price_of(booking)
        booking.save(update_fields=["price_cents"])
        record(
            Action.CHANGED, booking, by=by, person_id=person.pk,
            fields=["free", "price_cents"], at=at,
        )  # fmt: skip
    if now_paid:
        tell_now_paid(person, now_paid, at)
    return now_paid
