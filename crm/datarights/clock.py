"""How long there is to answer: a month from the day a request came, two more when it is said in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from crm.registers.calendar import add_months

from .models import RightsRequest

MONTHS, MORE_MONTHS = 1, 2
REMINDED_BEFORE = timedelta(days=7)


def first_due(received_at: datetime) -> date:
    return add_months(timezone.localdate(received_at), MONTHS)


def extended_due(received_at: datetime) -> date:
    return add_months(timezone.localdate(received_at), MONTHS + MORE_MONTHS)


def may_extend(row: RightsRequest, today: date) -> bool:
    """The person is told before the end of the first month, or not at all."""
    return row.is_open and row.extended_at is None and today <= first_due(row.received_at)
