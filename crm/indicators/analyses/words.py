"""How numbers, days and periods are written on the screens, the sheets and the paper of the analyses."""

from __future__ import annotations

from crm.registers.calendar import add_months
from editorial.dates import NBSP, day, period
from editorial.typography import NARROW

from .spans import Span

NOBODY_KNOWS = "inconnu"
NOT_YET = "pas encore"
NOTHING = "–"
MONTHS = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]


def number(count: int) -> str:
    """« 1 200 »"""
    return f"{count:,}".replace(",", NARROW)


def share(percent: int | None) -> str:
    """« 30 % »"""
    return NOTHING if percent is None else f"{percent}{NBSP}%"


def days(count: int | None) -> str:
    """« 12 jours », « 14 mois » from four months on, « – » of nothing."""
    if count is None:
        return NOTHING
    if count < 120:
        return f"{number(count)}{NBSP}jour{'s' if count > 1 else ''}"
    return f"{round(count / 30.44)}{NBSP}mois"


def many(count: int, one: str, more: str = "") -> str:
    """« 1 personne », « 3 personnes »"""
    return f"{number(count)}{NBSP}{one if count < 2 else more or f'{one}s'}"


def written(span: Span) -> str:
    """« 2009 », « 1er trimestre 2009 », « mars 2009 », else « du 4 mai au 8 juin 2009 »."""
    whole = span.since.day == 1
    for months in (12, 3, 1):
        after = add_months(span.since, months)
        if whole and (after - span.until).days == 1 and (span.since.month - 1) % months == 0:
            return _part(span, months)
    return period(span.since, span.until)


def when(span: Span) -> str:
    """« en 2009 », « au 1er trimestre 2009 », « en mars 2009 », « du 4 mai au 8 juin 2009 »."""
    told = written(span)
    if told.startswith(("du ", "le ", "les ")):
        return told
    return f"au {told}" if "trimestre" in told else f"en {told}"


def _part(span: Span, months: int) -> str:
    year = span.since.year
    if months == 12:
        return str(year)
    if months == 3:
        rank = span.since.month // 3 + 1
        return f"{rank}{'er' if rank == 1 else 'e'}{NBSP}trimestre{NBSP}{year}"
    return f"{MONTHS[span.since.month - 1]}{NBSP}{year}"


def short(span: Span) -> str:
    """Under a bar: « 2009 », « T1 », « mars », « 4/5 »."""
    length = (span.until - span.since).days
    if length > 300:
        return str(span.since.year)
    if length > 80:
        return f"T{span.since.month // 3 + 1}"
    if length > 20:
        return MONTHS[span.since.month - 1]
    return f"{span.since.day}/{span.since.month}"


def as_of(span: Span) -> str:
    return f"au {day(span.seen)}"
