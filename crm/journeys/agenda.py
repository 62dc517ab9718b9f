"""What an advisor's own calendar shows: each room registers the dates that it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from crm.people.models import Person

from .models import Journey, Task

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Dated:
    """One date of an advisor.

    uid      stable for ever: "suivi-12"
    what     what it is, without a name: « Suivi », « Tâche », « Bilan du 6e mois »
    detail   what was written of it; told with the names alone
    starts   a day, or a moment with its time zone
    ends     excluded, as in a calendar
    """

    uid: str
    person: Person
    what: str
    starts: date | datetime
    ends: date | datetime
    detail: str = ""


Source = Callable[["User", date, date], list[Dated]]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that knows. `source(user, start, end)`, the end excluded."""
    if name in _sources and _sources[name] is not source:
        raise RuntimeError(f"Two rooms tell the dates « {name} » of an advisor.")
    _sources[name] = source


def dates_of(user: User, start: date, end: date) -> list[Dated]:
    return [one for source in _sources.values() for one in source(user, start, end)]


# What is to be done « le 12 » is kept with this hour (`exchanges.end_of`): it is that whole day.
ALL_DAY = time(18)
A_CALL = timedelta(minutes=30)


def next_actions(user: User, start: date, end: date) -> list[Dated]:
    rows = (
        Journey.objects.owned_by(user)
        .open()
        .filter(next_action_at__date__gte=start, next_action_at__date__lt=end)
        .filter(person__anonymised_at__isnull=True)
        .select_related("person")
    )
    return [
        Dated(f"suivi-{row.pk}", row.person, "Suivi", *_span(row.next_action_at), row.next_action)
        for row in rows.order_by("next_action_at", "pk")
        if row.next_action_at
    ]


def _span(at: datetime) -> tuple[date | datetime, date | datetime]:
    local = timezone.localtime(at)
    if local.time() == ALL_DAY:
        return local.date(), local.date() + timedelta(days=1)
    return at, at + A_CALL


def tasks(user: User, start: date, end: date) -> list[Dated]:
    rows = Task.objects.to_do().filter(
        Q(assignee=user) | Q(assignee=None, journey__owner=user),
        due_on__gte=start,
        due_on__lt=end,
        person__anonymised_at__isnull=True,
        person__merged_into__isnull=True,
    )
    return [
        Dated(
            f"tache-{row.pk}", row.person, "Tâche",
            row.due_on, row.due_on + timedelta(days=1), row.label,
        )
        for row in rows.select_related("person")
    ]  # fmt: skip
