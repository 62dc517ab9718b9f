"""How long a journalist is kept: some months after the last exchange, with a notice before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from crm.registers.calendar import add_months

from . import services
from .models import PressContact

if TYPE_CHECKING:
    from .models.contacts import PressContactQuerySet

REASON = "fin de conservation"


def months_ago(at: datetime, months: int) -> datetime:
    day = add_months(timezone.localdate(at), -months)
    return timezone.localtime(at).replace(year=day.year, month=day.month, day=day.day)


def kept_until(contact: PressContact) -> date:
    return add_months(timezone.localdate(contact.last_exchange_at), settings.PRESS_KEPT_MONTHS)


def ending(at: datetime) -> PressContactQuerySet:
    """Those whose sheet goes soon, the first to go first: an exchange keeps it."""
    soon = at + timedelta(days=settings.PRESS_NOTICE_DAYS)
    rows = PressContact.objects.silent_since(months_ago(soon, settings.PRESS_KEPT_MONTHS))
    return rows.order_by("last_exchange_at", "pk")


def forget(at: datetime) -> int:
    """Erase those whose time is over. Return how many. Without effect the second time."""
    over = PressContact.objects.silent_since(months_ago(at, settings.PRESS_KEPT_MONTHS))
    gone = list(over.order_by("pk"))
    for contact in gone:
        services.erase(contact, REASON, at=at)
    return len(gone)
