"""Filters over `editorial.dates`. They give "" for nothing, so that a draft without dates still shows."""

from __future__ import annotations

from datetime import date, time

from django import template

from editorial import dates

register = template.Library()


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
