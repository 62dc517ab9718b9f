"""Who works at the telecentre, and how many offices it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, Sum

from crm.people.models import ProfessionalStatus, StatusSpell
from crm.workspaces.models import Presence
from telecentre.models import Space, SpaceKind

from ..rules import Rules
from .people import who


def regulars(day: date, rules: Rules) -> set[int]:
    """Return those who were there often enough in the weeks that end on a day."""
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
