"""A calendar month, as addresses and sentences write it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.dates import MONTHS

from crm.registers.calendar import add_months
from editorial.dates import NBSP

# No booking is older than the telecentre, nor is anything charged so far ahead.
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read(text: str) -> date | None:
    """Return the first day of « 2026-11 », None when it is no month of ours."""
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal()):
        return None
    if len(year) != 4 or len(month) != 2 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 else None


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def is_over(month: date, today: date) -> bool:
    return today > last_of(month)


def written(month: date) -> str:
    """« novembre 2026 »"""
    return f"{MONTHS[month.month]}{NBSP}{month.year}"
