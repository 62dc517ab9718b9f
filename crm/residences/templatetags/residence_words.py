"""Amounts and moments of residences, as French texts write them."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from crm.residences import money
from editorial import dates

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """« 1 250 € », nothing when there is no amount."""
    return money.euros(cents) if cents is not None else ""


@register.filter
def moment(when: datetime | None) -> str:
    """« jeudi 12 novembre 2026 à 14 h 30 », in the time of the place."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    return f"{dates.day(local.date(), weekday=True)} à {dates.hour(local.time())}"


@register.filter
def day_of(when: datetime | None) -> str:
    """« jeudi 12 novembre 2026 », in the time of the place."""
    return dates.day(timezone.localdate(when), weekday=True) if when else ""
