"""A booking of the telecentre, with one half-day to come."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.people.models import Person
from crm.workspaces.models import Booking, BookingSlot, BookingState
from tests.telecentre.factories import SpaceFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    day = timezone.localdate(now) + timedelta(days=3)
    space = SpaceFactory()
    booking = Booking.objects.create(
        person=Person.objects.get(pk=rows["person"]), space=space, product="day", starts_on=day,
        ends_on=day, state=BookingState.CONFIRMED, requested_at=now, confirmed_at=now,
    )  # fmt: skip
    slot = BookingSlot.objects.create(booking=booking, space=space, date=day, half="am", free=True)
    return {"booking": booking.pk, "booking_slot": slot.pk}
