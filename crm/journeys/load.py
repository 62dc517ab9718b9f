"""What each colleague carries: open journeys by stage, what is late, what nobody planned, tasks of the week.

Somebody's own journeys and those they follow beside a colleague: what the list shows under their name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from .forms.filters import MINE, NOBODY, start_of_day
from .models import ENDS, Journey, Stage, Task
from .models.journey import JourneyQuerySet
from .routes import kept_stages, read
from .team import called, team

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A colleague by primary key, None for nobody.
Counts = Counter[int | None]


@dataclass(frozen=True)
class Figure:
    """A number and the list that shows the same journeys, "" when none does."""

    value: int
    url: str = ""
    late: bool = False


@dataclass(frozen=True)
class Load:
    """One line: `figures` is the open ones, each stage, late, without a next action."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    tasks: int = 0


def stages() -> list[Stage]:
    return [stage for stage in kept_stages(read()) if stage not in ENDS]


def loads(user: User, at: datetime) -> list[Load]:
    """A line a colleague, then those who left the team with journeys, then nobody. Nine queries."""
    today = timezone.localdate(at)
    alive = Journey.objects.filter(person__anonymised_at__isnull=True)
    by_stage = _by_stage(alive.open())
    shown = stages()
    late = _carried(alive.running(today).filter(next_action_at__lt=start_of_day(at)))
    idle = _carried(alive.running(today).idle())
    tasks = _tasks(today + timedelta(days=6 - today.weekday()))
    colleagues = list(team())
    known = {one.pk for one in colleagues}
    carrying = {pk for pk, _ in by_stage} | set(tasks)
    left = [pk for pk in carrying if pk is not None and pk not in known]
    gone = get_user_model().objects.filter(pk__in=left)

    def line(pk: int | None, name: str, owner: str) -> Load:
        counted = [by_stage[pk, stage] for stage in shown]
        asked = [{"stage": stage.value} for stage in shown]
        figures = [
            Figure(sum(counted), _list(owner)),
            *(Figure(n, _list(owner, **more)) for n, more in zip(counted, asked, strict=True)),
            Figure(late[pk], _list(owner, late="on"), late=bool(late[pk])),
            Figure(idle[pk], _list(owner, idle="on")),
        ]
        return Load(name, figures, tasks[pk])

    rows = [
        line(one.pk, called(one), MINE if one.pk == user.pk else str(one.pk)) for one in colleagues
    ]
    rows += [line(one.pk, f"{called(one)} (n’est plus de l’équipe)", "") for one in gone]
    if None in carrying:
        rows.append(line(None, "Personne encore", NOBODY))
    return rows


def _list(owner: str, **more: str) -> str:
    """The list that the filter of journeys shows for an owner; it knows none who left."""
    query = urlencode({"owner": owner, **more})
    return f"{reverse('crm_journeys')}?{query}" if owner else ""


def _by_stage(rows: JourneyQuerySet) -> Counter[tuple[int | None, str]]:
    found: Counter[tuple[int | None, str]] = Counter()
    for carried, who, path in _carriers(rows):
        stage = f"{path}stage"
        for pk, at_stage, count in carried.values_list(who, stage).annotate(n=Count("pk")):
            found[pk, at_stage] += count
    return found


def _carried(rows: JourneyQuerySet) -> Counts:
    found: Counts = Counter()
    for carried, who, _ in _carriers(rows):
        for pk, count in carried.values_list(who).annotate(n=Count("pk")):
            found[pk] += count
    return found


def _carriers(rows: JourneyQuerySet) -> list[tuple[QuerySet[Any], str, str]]:
    """Rows to count by owner, then by each other colleague who follows: column, way to the journey."""
    shared = Journey.co_owners.through.objects.filter(journey__in=rows.order_by().values("pk"))
    beside = shared.exclude(user=F("journey__owner")).order_by()
    return [(rows.order_by(), "owner", ""), (beside, "user", "journey__")]


def _tasks(until: date) -> Counts:
    """What is to do until a day, what is late included, by whom it falls to."""
    rows = Task.objects.to_do().filter(
        due_on__lte=until, person__anonymised_at__isnull=True, person__merged_into__isnull=True
    )
    falls_to = Coalesce("assignee", "journey__owner")
    counted = rows.order_by().annotate(to=falls_to).values_list("to").annotate(n=Count("pk"))
    return Counter(dict(counted))
