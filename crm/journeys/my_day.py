"""Whom to call today, what is late, what sleeps: read in a handful of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from crm.people.models import ContactPoint
from crm.registers.batch import Found, Steps, first, pair, steps_of, stepwise, together

from .ageing import too_long
from .day import Block, blocks
from .models import Journey, Replacement, Task

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINES = 20
SLEEPERS = 8


@dataclass(frozen=True)
class Due:
    """A line of the day: the next action of a journey, or a task."""

    due_on: date
    journey: Journey | None = None
    task: Task | None = None


@dataclass(frozen=True)
class Listed:
    """The lines shown, and how many there are."""

    lines: list[Due]
    total: int


@dataclass(frozen=True)
class Day:
    late: Listed
    today: Listed
    asleep: list[Journey]
    asleep_total: int
    blocks: list[Block]

    @property
    def empty(self) -> bool:
        return not (self.late.total or self.today.total or self.asleep_total or self.blocks)


@stepwise
def day_of(user: User, at: datetime, whole_team: bool = False) -> Steps[Day]:
    """What waits for somebody, or for everybody they may see."""
    today = timezone.localdate(at)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    running = (
        Journey.objects.seen_by(user).running(today).filter(person__anonymised_at__isnull=True)
    )
    tasks = _tasks(user, today, whole_team)
    if not whole_team:
        running = running.owned_by(user, today)
    # What has a next action is late or planned already: it is not said twice.
    asleep = too_long(running.filter(next_action_at__isnull=True), today)
    calls = [
        running.filter(next_action_at__lt=midnight),
        running.filter(next_action_at__gte=midnight, next_action_at__lt=tomorrow),
    ]
    jobs = [tasks.filter(due_on__lt=today), tasks.filter(due_on=today)]
    own = [
        first(
            asleep.select_related("person", "owner").order_by(F("overdue").desc(), "pk"), SLEEPERS
        ),
        *(
            first(rows.select_related("person", "owner").order_by("next_action_at", "pk"), LINES)
            for rows in calls
        ),
        *(first(rows.select_related("person", "assignee"), LINES) for rows in jobs),
    ]
    (sleepers, late_calls, calls_today, late_jobs, jobs_today), told = yield from pair(
        together(own), steps_of(blocks, user, at)
    )
    _with_phones([*sleepers.rows, *late_calls.rows, *calls_today.rows])
    return Day(
        late=_listed(late_calls, late_jobs),
        today=_listed(calls_today, jobs_today),
        asleep=sleepers.rows,
        asleep_total=sleepers.total,
        blocks=told,
    )


def _tasks(user: User, today: date, whole_team: bool) -> QuerySet[Task]:
    tasks = Task.objects.to_do().filter(
        person__anonymised_at__isnull=True, person__merged_into__isnull=True
    )
    # What a template wrote is no longer to do once the journey is closed.
    tasks = tasks.exclude(template_step__isnull=False, journey__closed_at__isnull=False)
    if whole_team:
        return tasks
    # Those of the colleagues whom the user stands in for today, too.
    whose = Q(pk=user.pk) | Q(pk__in=Replacement.objects.absent_for(user, today).values("absent"))
    people = get_user_model().objects.filter(whose).values("pk")
    return tasks.filter(Q(assignee__in=people) | Q(assignee=None, journey__owner__in=people))


def _with_phones(journeys: list[Journey]) -> None:
    phones = ContactPoint.objects.filter(kind="phone", is_primary=True)
    prefetch_related_objects(journeys, Prefetch("person__contact_points", phones, to_attr="phones"))


def _listed(calls: Found, jobs: Found) -> Listed:
    lines = [Due(timezone.localdate(call.next_action_at), journey=call) for call in calls.rows] + [
        Due(job.due_on, task=job) for job in jobs.rows
    ]
    lines.sort(key=lambda line: line.due_on)
    return Listed(lines[:LINES], calls.total + jobs.total)
