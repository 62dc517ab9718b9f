"""What stands in an advisor's diary."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from crm.appointments.models import AppointmentParty, Place, Reason
from crm.appointments.services import book
from crm.appointments.slots import Search
from crm.appointments.wishes import Wish, by_hand
from tests.crm.factories import make_person

from .given import a_reason, somebody


def hour(days: int = 1, at: int = 9) -> datetime:
    return timezone.make_aware(
        datetime.combine(timezone.localdate() + timedelta(days=days), time(at))
    )


def taken(
    advisor: User, starts_at: datetime | None = None, reason: Reason | None = None, **told: object
) -> AppointmentParty:
    """An appointment in somebody's diary, yesterday unless told."""
    row = reason or a_reason()
    when = starts_at or hour(-1)
    told = {"person": make_person(), "email": ""} | told
    wish = Wish(Search(row, Place.OFFICE), when, by_hand(advisor, when, 45))
    return book(wish, somebody(**told), at=when - timedelta(days=9))
