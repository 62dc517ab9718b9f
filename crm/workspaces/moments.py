"""What the telecentre tells of a person: the first time, then a line a month."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.words import counted

from .models import Presence

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def moments(person: Person, user: User) -> list[Moment]:
    """One query. A month is told on its last day there."""
    days = list(
        Presence.objects.filter(person=person).order_by("date").values_list("date", flat=True)
    )
    if not days:
        return []
    first = Moment(
        _noon(days[0]),
        "door-open",
        "Première venue au télécentre",
        kind="telecentre",
        milestone=True,
    )
    return [first, *(_month(list(group)) for _, group in groupby(days, key=_month_of))]


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(days: list[date]) -> Moment:
    told = counted(len(days), "demi-journée", feminine=True).capitalize()
    return Moment(_noon(days[-1]), "door-open", f"{told} au télécentre", kind="telecentre")


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
