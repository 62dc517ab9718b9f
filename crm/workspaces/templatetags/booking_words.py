from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from crm.workspaces.bookings import words
from crm.workspaces.models import Booking, BookingState
from editorial.dates import day, hour

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


@register.filter
def state_label(value: str) -> str:
    """« Confirmée », the value itself when it is none of ours."""
    return str(dict(BookingState.choices).get(value, value)).capitalize()


@register.filter
def near_day(when: date) -> str:
    """« mardi 8 mai », with its year when it is not this one."""
    return day(when, weekday=True, year=when.year != timezone.localdate().year)
