from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from crm.workspaces.bookings import words
from crm.workspaces.models import Booking
from editorial.dates import hour

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    return words.euros(cents)


@register.filter
def when_booked(booking: Booking) -> str:
    return words.when_words(booking)


@register.filter
def clock(moment: datetime) -> str:
    """« 13 h 30 »."""
    return hour(timezone.localtime(moment).time())
