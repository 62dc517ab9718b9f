"""An advisor who receives, and who comes."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from crm.appointments.contents import Said
from crm.appointments.models import (
    Appointment,
    AppointmentParty,
    BookedThrough,
    OpeningRange,
    Place,
    Reason,
)
from crm.appointments.services import book, plan_group
from crm.appointments.slots import Search
from crm.appointments.wishes import Guest, Wish, by_hand
from tests.crm.factories import UserFactory

# A Monday at nine, in winter; the ranges below are of the day after.
TUESDAY = date(2026, 3, 3)
NOW = timezone.make_aware(datetime.combine(date(2026, 3, 2), time(9)))


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def a_reason(**known: object) -> Reason:
    defaults = {
        "label": f"Parler de son projet {Reason.objects.count()}",
        "minutes": 45,
        "by_video": True,
        "at_home": True,
        "notice_hours": 0,
    }
    return Reason.objects.create(**defaults | known)


def receives(
    reason: Reason, advisor: User | None = None, *, of: str = "9-12", **known: object
) -> User:
    """An advisor with a range on Tuesdays, from nine to noon unless told."""
    user = advisor or UserFactory()
    starts, ends = (time(int(hour)) for hour in of.split("-"))
    defaults = {"weekday": None if "date" in known else 1, "starts": starts, "ends": ends}
    row = OpeningRange.objects.create(advisor=user, **defaults | known)
    row.reasons.add(reason)
    return user


def somebody(**told: object) -> Guest:
    said = Said(
        **{"first_name": "Élise", "last_name": "Chambon", "email": "elise.chambon@example.org"}
        | {name: value for name, value in told.items() if name in Said.__dataclass_fields__}
    )  # type: ignore[arg-type]
    rest = {name: value for name, value in told.items() if name not in Said.__dataclass_fields__}
    return Guest(**{"said": said, "through": BookedThrough.SITE, "form_key": uuid.uuid4()} | rest)  # type: ignore[arg-type]


def booked(
    reason: Reason | None = None,
    starts_at: datetime | None = None,
    place: Place = Place.OFFICE,
    *,
    now: datetime = NOW,
    **told: object,
) -> AppointmentParty:
    """A booking of Tuesday at nine, an advisor being found for it when nobody receives."""
    row = reason or a_reason()
    if not row.ranges.exists():
        receives(row)
    return book(Wish(Search(row, place), starts_at or at(9)), somebody(**told), at=now)


def a_group(seats: int = 3, starts_at: datetime | None = None, **known: object) -> Appointment:
    """A collective appointment of Tuesday at two."""
    reason = a_reason(seats=seats, **known)
    slot = by_hand(UserFactory(), starts_at or at(14), 90)
    return plan_group(reason, slot, place=Place.OFFICE, seats=seats, by=UserFactory(), at=NOW)


def later(**delta: int) -> datetime:
    return NOW + timedelta(**delta)
