"""Filters over `editorial.dates`. They give "" for nothing, so that a draft without dates still shows."""

from __future__ import annotations

import re
from datetime import date, time

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from editorial import dates

register = template.Library()

ORDINAL = re.compile(r"\b(1)(er)\b|\b(\d+)(e)\b")


@register.filter
def ordinals(text: str) -> SafeString:
    """Raise what print raises: « 1er » and « 2e », wherever they stand in a text."""
    escaped = conditional_escape(text)
    raised = ORDINAL.sub(
        lambda found: f"{found[1] or found[3]}<sup>{found[2] or found[4]}</sup>", escaped
    )
    return mark_safe(raised)  # noqa: S308  # nosec B308


@register.filter
def full_day(when: date | None) -> str:
    """« 7 octobre 2010 »"""
    return dates.day(when) if when else ""


@register.filter
def named_day(when: date | None) -> str:
    """« jeudi 7 octobre 2010 »"""
    return dates.day(when, weekday=True) if when else ""


@register.filter
def short_day(when: date | None) -> str:
    """« 7 octobre »"""
    return dates.day(when, year=False) if when else ""


@register.filter
def hour(when: time | None) -> str:
    """« 17 h 30 »"""
    return dates.hour(when) if when else ""


@register.filter
def period(start: date, end: date) -> str:
    """« du 9 mai au 28 octobre 2011 »"""
    return dates.period(start, end)


@register.filter
def short_period(start: date, end: date) -> str:
    """« du 9 au 13 mai »"""
    return dates.period(start, end, year=False)
