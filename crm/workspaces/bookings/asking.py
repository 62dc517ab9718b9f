"""What is asked for, laid on the calendar: the half-days that it takes, those that are shut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.registers.calendar import add_months
from editorial.dates import day as day_words
from telecentre.models import Space, SpaceKind, TariffProduct

from ..models import HalfDay
from . import patterns
from .openness import in_service, openness

Half = tuple[date, HalfDay]
MONTH_WEEKDAYS_AT_MOST = 2


@dataclass(frozen=True)
class Asked:
    """A formula between two days, both included; `pattern` for a half-day and a month (see Booking)."""

    product: TariffProduct
    starts_on: date
    ends_on: date
    pattern: str = ""


@dataclass(frozen=True)
class Laid:
    """The half-days taken, and the days of closure that were skipped with why."""

    halves: list[Half]
    skipped: list[tuple[date, str]]


def half_day(day: date, half: HalfDay) -> Asked:
    return Asked(TariffProduct.HALF_DAY, day, day, patterns.written([(day.weekday(), half)]))


def week_of(day: date) -> Asked:
    """The week of a day, from that day to its Sunday."""
    return Asked(TariffProduct.WEEK, day, day + timedelta(days=6 - day.weekday()))


def lay(space: Space, asked: Asked, *, at: datetime) -> Laid:
    """Return what a booking would take. Raises Refused when it cannot be: too early, too far, shut, out of service."""
    today = timezone.localdate(at)
    _check_dates(asked, today)
    _check_pattern(asked)
    if space.kind == SpaceKind.TRAINING:
        raise Refused(f"{space} sert aux formations et ne se réserve pas ici.")
    open_then, cells = openness(space.site), patterns.read(asked.pattern)
    halves, skipped = [], []
    for number in range((asked.ends_on - asked.starts_on).days + 1):
        day = asked.starts_on + timedelta(days=number)
        wanted = [half for weekday, half in cells if weekday == day.weekday()]
        if cells and not wanted:
            continue
        found = [half for half in open_then.halves(day) if not cells or half in wanted]
        halves += [(day, half) for half in found]
        if not found and (cells or open_then.usual(day)):
            skipped.append((day, open_then.why_closed(day)))
    if not halves:
        raise Refused(_shut(space, asked, skipped))
    check_in_service(space, halves)
    return Laid(halves, skipped)


def _check_dates(asked: Asked, today: date) -> None:
    if asked.ends_on < asked.starts_on:
        raise Refused("Le dernier jour précède le premier.")
    if asked.starts_on < today:
        raise Refused("Une réservation commence aujourd’hui au plus tôt.")
    last = add_months(today, settings.BOOKING_MONTHS_AHEAD)
    if asked.ends_on > last:
        raise Refused(f"On réserve jusqu’au {day_words(last)} au plus tard.")
    if asked.product == TariffProduct.HALF_DAY and asked.ends_on != asked.starts_on:
        raise Refused("Une demi-journée tient en un jour.")


def _check_pattern(asked: Asked) -> None:
    cells = patterns.read(asked.pattern)
    if asked.product in (TariffProduct.DAY, TariffProduct.WEEK):
        if cells:
            raise Refused("À la journée et à la semaine, chaque demi-journée ouverte est prise.")
        return
    if not cells:
        raise Refused("Dites quelles demi-journées de la semaine sont prises.")
    if asked.product == TariffProduct.HALF_DAY:
        if [weekday for weekday, _ in cells] != [asked.starts_on.weekday()]:
            raise Refused("Une demi-journée est un matin ou un après-midi de ce jour.")
    elif len({weekday for weekday, _ in cells}) > MONTH_WEEKDAYS_AT_MOST:
        raise Refused("Le mois comprend un à deux jours par semaine : choisissez-en deux au plus.")


def check_in_service(space: Space, halves: list[Half]) -> None:
    """Refuse a space that does not exist on all of these days."""
    first, last = halves[0][0], halves[-1][0]
    if not in_service(space, first):
        raise Refused(f"{space} n’est pas en service le {day_words(first)}.")
    if not in_service(space, last) and space.valid_to is not None:
        until = space.valid_to - timedelta(days=1)
        raise Refused(f"{space} n’est en service que jusqu’au {day_words(until)}.")


def _shut(space: Space, asked: Asked, skipped: list[tuple[date, str]]) -> str:
    if asked.starts_on == asked.ends_on:
        day = asked.starts_on
        why = next((reason for shut, reason in skipped if shut == day), "")
        when = day_words(day, weekday=True, year=False)
        if why and why != "fermé":
            return f"{space.site} est fermé le {when} : {why}."
        return f"{space.site} est fermé le {when} à ce moment."
    return f"{space.site} n’est pas ouvert entre ces deux jours aux moments demandés."
