"""How papers say hours, half-days and days that are kept as ISO texts."""

from __future__ import annotations

from datetime import date, time

from django import template

from crm.applications.models import HalfDay
from crm.documents import words
from editorial import dates
from training.models import ModuleKind

register = template.Library()
HALVES = {half.value: str(half.label) for half in HalfDay}
MODES = {kind.value: str(kind.label) for kind in ModuleKind}


@register.filter
def hours(number: float) -> str:
    """« 35 heures »"""
    return words.hours(number)


@register.filter
def span(start: str, end: str) -> str:
    """« du 9 mai au 28 octobre 2011 »"""
    return words.span(start, end)


@register.filter
def weekday(when: str) -> str:
    """« lundi 9 mai 2011 »"""
    return dates.day(date.fromisoformat(when), weekday=True)


@register.filter
def clock(when: str) -> str:
    """« 13 h 30 »"""
    return dates.hour(time.fromisoformat(when)) if when else ""


@register.filter
def half_day(value: str) -> str:
    return HALVES.get(value, value)


@register.filter
def mode(value: str) -> str:
    return MODES.get(value, value)
