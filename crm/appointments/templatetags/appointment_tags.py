"""Filters of the screens of appointments."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from editorial import dates

register = template.Library()


@register.filter
def clock(when: datetime | None) -> str:
    """« 9 h 30 », on the clocks of the place."""
    return dates.hour(timezone.localtime(when).time()) if when else ""
