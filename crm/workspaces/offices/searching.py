"""Which offices are free for what somebody asks, and why none is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from crm.registers.calendar import add_months
from crm.registers.words import counted
from editorial.dates import day as written
from telecentre.listing import natural
from telecentre.models import Space, SpaceKind, Weekday

from ..bookings.openness import openness
from ..models import BookingSlot, OfficeRequest
from .words import days_words

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """The days of an attribution, both included."""

    starts_on: date
    ends_on: date


def term_of(row: OfficeRequest, answered_by: datetime) -> Term:
    """From the first of its days since the one wished, and after the answer, for as long as the house gives."""
    first = max(row.wished_from, timezone.localdate(answered_by) + DAY)
    while first.weekday() not in row.days:
        first += DAY
    return Term(first, add_months(first, settings.OFFICE_TERM_MONTHS) - DAY)


def in_service(term: Term) -> list[Space]:
    """The offices that exist on every day of a term, in sites that stay open."""
    outlives = Q(valid_to__isnull=True) | Q(valid_to__gt=term.ends_on)
    stays = Q(site__closed_on__isnull=True) | Q(site__closed_on__gt=term.ends_on)
    rows = Space.objects.filter(
        outlives, stays, kind=SpaceKind.OFFICE,
        valid_from__lte=term.starts_on, site__opened_on__lte=term.starts_on,
    )  # fmt: skip
    return sorted(
        rows.select_related("site"),
        key=lambda space: (space.site.opened_on, space.site_id, natural(space.label), space.pk),
    )


def taken_days(term: Term) -> dict[int, dict[int, int]]:
    """How many half-days are held by office and weekday in a term: space id → weekday → number. One query."""
    found: dict[int, dict[int, int]] = {}
    rows = BookingSlot.objects.filter(
        space__kind=SpaceKind.OFFICE, date__gte=term.starts_on, date__lte=term.ends_on
    )
    for space, day in rows.order_by().values_list("space", "date"):
        week = found.setdefault(space, {})
        week[day.weekday()] = week.get(day.weekday(), 0) + 1
    return found


def free_for(row: OfficeRequest, term: Term) -> list[Space]:
    """Return as many offices of one site as the party asks, free on all its days of a term; [] when there are not.

    Offices that others share already come first: a whole one is kept for who needs it.
    """
    taken = taken_days(term)
    candidates = [
        space
        for space in in_service(term)
        if (row.site_id in (None, space.site_id))
        and not any(day in taken.get(space.pk, {}) for day in row.days)
    ]
    for site in dict.fromkeys(space.site for space in candidates):
        theirs = [space for space in candidates if space.site_id == site.pk]
        if len(theirs) >= row.desks and opens_on(row.days, site, term):
            shared = sorted(theirs, key=lambda space: -sum(taken.get(space.pk, {}).values()))
            return shared[: row.desks]
    return []


def opens_on(days: Collection[int], site: object, term: Term) -> bool:
    """Whether a site opens on each of these weekdays at least once in the first weeks of a term."""
    opening = openness(site)  # type: ignore[arg-type]
    weeks = [term.starts_on + DAY * number for number in range(28)]
    return all(any(opening.halves(day) for day in weeks if day.weekday() == one) for one in days)


def offices_with_room(term: Term) -> int:
    """How many offices have a weekday, from Monday to Friday, that nobody holds in a term."""
    taken = taken_days(term)
    week = set(range(Weekday.MONDAY, Weekday.SATURDAY))
    return sum(bool(week - taken.get(space.pk, {}).keys()) for space in in_service(term))


def why_none(row: OfficeRequest, term: Term) -> str:
    where = f" ({row.site})" if row.site else ""
    desks = (
        "Aucun bureau n’est libre"
        if row.desks == 1
        else (f"Il n’y a pas {counted(row.desks, 'bureau', 'bureaux')} libres ensemble")
    )
    return f"{desks}{where} {days_words(row.days)} à partir du {written(term.starts_on)}."


def patterns_of(days: Iterable[int]) -> list[list[int]]:
    """Share the days of a week between bookings by the month: two each at most, as the tariff has it."""
    ordered = sorted(days)
    return [ordered[start : start + 2] for start in range(0, len(ordered), 2)]
