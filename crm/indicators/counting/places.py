"""Who works at the telecentre, and how many offices it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, Sum

from crm.people.models import Person, ProfessionalStatus, StatusSpell
from crm.waiting.spells import accepted_between
from crm.workspaces.models import Presence
from crm.workspaces.occupancy import half_days_used, open_half_days, recurring_on
from crm.workspaces.offices.figures import median_wait, waiting_on
from crm.workspaces.offices.kind import KIND
from telecentre.models import Space, SpaceKind

from ..days import months_before
from ..rules import Rules
from .figures import Figure, counted, number
from .people import who


def regulars(day: date, rules: Rules) -> set[int]:
    """Return those who come often enough, and those whose booking by the month covers the day."""
    return _often(day, rules) | _kept(recurring_on(day))


def _kept(people: set[int]) -> set[int]:
    """The files that stayed, of files some of which were made one with another."""
    if not people:
        return set()
    merged = Person.objects.filter(pk__in=people, merged_into__isnull=False)
    ends = {one.pk: one.merged_into_id or one.pk for one in merged.only("merged_into")}
    return {ends.get(pk, pk) for pk in people}


def _often(day: date, rules: Rules) -> set[int]:
    window = Presence.objects.filter(
        date__gt=day - timedelta(days=rules.regular_days), date__lte=day
    )
    half_days = window.annotate(who=who()).order_by().values_list("who", "date", "half").distinct()
    often = Counter(person for person, _, _ in half_days)
    return {person for person, times in often.items() if times >= rules.regular_half_days}


def employees(people: Iterable[int], day: date) -> set[int]:
    """Return those of some people whose situation on a day was a job with an employer."""
    spells = StatusSpell.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        status=ProfessionalStatus.EMPLOYEE,
        starts_on__lte=day,
    )
    rows = spells.annotate(who=who()).filter(who__in=list(people))
    return set(rows.order_by().values_list("who", flat=True))


def offices(day: date) -> list[tuple[str, int]]:
    """Return the office seats of each site, oldest site first."""
    rows = (
        Space.objects.valid_on(day)
        .filter(kind=SpaceKind.OFFICE)
        .order_by("site__opened_on", "site_id")
        .values_list("site__name")
        .annotate(seats=Sum("seats"))
    )
    return list(rows)


def occupancy(day: date, rules: Rules) -> Figure:
    """Return I9, over the weeks that end on a day."""
    start = day - timedelta(days=rules.occupancy_days - 1)
    return number("I9", half_days_used(start, day), among=open_half_days(start, day))


def waiting(day: date, rules: Rules) -> list[Figure]:
    """Return I10 and the median wait of those who took an office."""
    taken = accepted_between(KIND, months_before(day, rules.recent_months) + timedelta(days=1), day)
    return [
        counted("I10", _kept(waiting_on(day))),
        number("I10_wait", median_wait(day) or 0, among=taken.count()),
    ]
