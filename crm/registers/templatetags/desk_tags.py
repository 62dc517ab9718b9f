"""How the desk says days and people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from editorial import dates

register = template.Library()


def local_day(when: date | datetime) -> date:
    return timezone.localdate(when) if isinstance(when, datetime) else when


@register.filter
def short_date(when: date | datetime | None) -> str:
    """« 7 octobre 2010 », in local time."""
    return dates.day(local_day(when)) if when else ""


@register.filter
def day_month(when: date | datetime) -> str:
    """« 7 octobre », in local time."""
    return dates.day(local_day(when), year=False)


@register.filter
def due_words(when: date | datetime | None) -> str:
    """« en retard de 4 jours », « aujourd’hui », « demain », « le 12 mars 2011 »."""
    if when is None:
        return ""
    days = (local_day(when) - timezone.localdate()).days
    if days < 0:
        return f"en retard de {-days}\N{NO-BREAK SPACE}jour{'s' if days < -1 else ''}"
    return {0: "aujourd’hui", 1: "demain"}.get(days) or f"le {dates.day(local_day(when))}"


@register.filter
def days_since(when: date | datetime) -> int:
    return (timezone.localdate() - local_day(when)).days


@register.filter
def colleague(user: Any) -> str:
    """The name of a colleague, "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
