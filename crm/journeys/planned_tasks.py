"""The tasks that write themselves: what happens is told here, and each template writes its tasks once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person
from crm.waiting.deadlines import working_day_after

from .models import Assignee, Journey, Stage, Task, TemplateStep, Trigger

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_shut: ContextVar[bool] = ContextVar("templates_shut", default=False)


@dataclass(frozen=True)
class Occasion:
    """What happened, to whom. `key` names it for good: "journey:12", "plan:5"."""

    trigger: Trigger
    key: str
    person: Person
    journey: Journey | None = None
    stage: str = ""
    referent: User | None = None

    @property
    def track(self) -> str:
        return self.journey.track if self.journey and self.trigger != Trigger.PLAN else ""


@contextmanager
def templates_shut() -> Iterator[None]:
    """Write no task inside: history is loaded without giving the past to do."""
    token = _shut.set(True)
    try:
        yield
    finally:
        _shut.reset(token)


def journey_opened(
    journey: Journey, *, by: User | None = None, at: datetime | None = None
) -> list[Task]:
    occasion = Occasion(Trigger.OPENED, f"journey:{journey.pk}", journey.person, journey)
    return plan(occasion, by=by, at=at)


def stage_entered(
    journey: Journey, *, by: User | None = None, at: datetime | None = None
) -> list[Task]:
    """Called on every move. Coming back to a stage, or reopening, writes nothing twice."""
    if journey.closed_at is not None:
        return []
    key = f"journey:{journey.pk}"
    occasion = Occasion(Trigger.ENTERED, key, journey.person, journey, Stage(journey.stage))
    return plan(occasion, by=by, at=at)


def plan_opened(
    person: Person,
    plan_id: int,
    *,
    referent: User | None,
    by: User | None = None,
    at: datetime | None = None,
) -> list[Task]:
    """The door of the rooms above, where support plans open."""
    journey = Journey.objects.running_for(person)
    occasion = Occasion(Trigger.PLAN, f"plan:{plan_id}", person, journey, referent=referent)
    return plan(occasion, by=by, at=at)


@transaction.atomic
def plan(occasion: Occasion, *, by: User | None, at: datetime | None = None) -> list[Task]:
    """Write the tasks of the templates in service; those that are written already stay as they are."""
    if _shut.get():
        return []
    now = at or timezone.now()
    today = timezone.localdate(now)
    steps = TemplateStep.objects.filter(
        Q(template__track="") | Q(template__track=occasion.track),
        template__active=True,
        template__trigger=occasion.trigger,
        template__stage=occasion.stage,
    ).order_by("template", "position", "pk")
    written = []
    for step in steps:
        task, new = Task.objects.get_or_create(
            template_step=step,
            occasion=occasion.key,
            defaults={
                "person": occasion.person,
                "journey": occasion.journey,
                "label": step.label,
                "due_on": working_day(today + timedelta(days=step.days_after)),
                "assignee": _assignee(step, occasion),
                "created_at": now,
            },
        )
        if new:
            record(Action.CREATED, task, by=by, person_id=occasion.person.pk, at=now)
            written.append(task)
    return written


def _assignee(step: TemplateStep, occasion: Occasion) -> User | None:
    """The colleague that a step names. A closed account gets nothing: the task waits for anybody."""
    owner = occasion.journey.owner if occasion.journey else None
    wanted = {
        Assignee.OWNER: owner or occasion.referent,
        Assignee.REFERENT: occasion.referent or owner,
        Assignee.NOBODY: None,
    }[Assignee(step.assignee)]
    return wanted if wanted and wanted.is_active else None


def working_day(day: date) -> date:
    """The day itself, or the next one that is neither a week-end nor a public holiday."""
    return working_day_after(day - timedelta(days=1))
