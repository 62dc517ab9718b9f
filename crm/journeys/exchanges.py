"""What is said with people, and what is to do for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.services import heard_from
from crm.waiting.deadlines import working_day_after

from .models import (
    Direction,
    Interaction,
    InteractionKind,
    Journey,
    Outcome,
    Task,
    Visibility,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def log(
    person: Person,
    kind: InteractionKind,
    *,
    by: User | None,
    direction: Direction = Direction.OUT,
    outcome: Outcome = Outcome.NONE,
    journey: Journey | None = None,
    subject: str = "",
    text: str = "",
    duration: int | None = None,
    visibility: Visibility = Visibility.TEAM,
    at: datetime | None = None,
) -> Interaction:
    """Keep what was said. Only what comes from the person restarts the retention clock."""
    now = at or timezone.now()
    said = Interaction.objects.create(
        person=person,
        journey=journey,
        kind=kind,
        direction=Direction.INTERNAL if kind == InteractionKind.NOTE else direction,
        outcome=outcome,
        at=now,
        duration=duration,
        subject=subject,
        text=text,
        visibility=visibility,
        author=by,
    )
    met = kind in {InteractionKind.VISIT, InteractionKind.MEETING}
    if said.direction == Direction.IN or met:
        heard_from(person, at=now)
    record(Action.CREATED, said, by=by, person_id=person.pk, at=now)
    return said


@transaction.atomic
def plan_task(
    person: Person,
    label: str,
    due_on: date,
    *,
    journey: Journey | None = None,
    assignee: User | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Task:
    task = Task.objects.create(
        person=person,
        journey=journey,
        label=label,
        due_on=due_on,
        assignee=assignee,
        created_at=at or timezone.now(),
    )
    record(Action.CREATED, task, by=by, person_id=person.pk, at=at)
    return task


@transaction.atomic
def finish_task(task: Task, *, by: User | None, at: datetime | None = None) -> None:
    now = at or timezone.now()
    if Task.objects.to_do().filter(pk=task.pk).update(done_at=now):
        record(Action.CHANGED, task, by=by, person_id=task.person_id, fields=["done_at"], at=now)


@transaction.atomic
def postpone_task(task: Task, due_on: date, *, by: User | None, at: datetime | None = None) -> None:
    """Put off a task. Raises Refused on a day that is past."""
    now = at or timezone.now()
    if due_on < timezone.localdate(now):
        raise Refused("Reportez à aujourd’hui ou plus tard.")
    if Task.objects.to_do().filter(pk=task.pk).update(due_on=due_on):
        record(Action.CHANGED, task, by=by, person_id=task.person_id, fields=["due_on"], at=now)


@dataclass(frozen=True)
class Said:
    """How something was said, as one button tells it."""

    kind: InteractionKind
    direction: Direction = Direction.OUT
    outcome: Outcome = Outcome.NONE


@dataclass(frozen=True)
class Then:
    """What comes next: `settles` takes the next action for done; `label` and `on` name another."""

    settles: bool = False
    label: str = ""
    on: date | None = None


NOBODY_THERE = {Outcome.MESSAGE, Outcome.NO_ANSWER}
NOTHING = Then()


@transaction.atomic
def note_exchange(
    person: Person,
    said: Said,
    *,
    by: User | None,
    journey: Journey | None = None,
    text: str = "",
    duration: int | None = None,
    visibility: Visibility = Visibility.TEAM,
    then: Then = NOTHING,
    at: datetime | None = None,
) -> Interaction:
    """Log an exchange and bring the next action of the journey along.

    Nobody there: the next action waits for the next working day. Somebody asks to be called back:
    it becomes that, the next working day unless told. Otherwise it is taken for done, when `then`
    says so.
    """
    now = at or timezone.now()
    if said.kind == InteractionKind.NOTE and not text.strip():
        raise Refused("Écrivez la note : une note vide ne dit rien.")
    if then.on and then.on < timezone.localdate(now):
        raise Refused("La prochaine action est à venir : choisissez une autre date.")
    exchange = log(
        person,
        said.kind,
        by=by,
        direction=said.direction,
        outcome=said.outcome,
        journey=journey,
        text=text.strip(),
        duration=duration,
        visibility=visibility,
        at=now,
    )
    if journey is not None:
        _bring_along(journey, said, then, by, now)
    return exchange


def _bring_along(journey: Journey, said: Said, then: Then, by: User | None, now: datetime) -> None:
    locked = Journey.objects.select_for_update().get(pk=journey.pk)
    tomorrow = working_day_after(timezone.localdate(now))
    label, on = locked.next_action, locked.next_action_at
    if said.outcome == Outcome.CALL_BACK:
        label, on = then.label or "Rappeler, comme demandé", end_of(then.on or tomorrow)
    elif then.label or then.on:
        label, on = then.label or label or "Rappeler", end_of(then.on or tomorrow)
    elif then.settles and said.outcome in NOBODY_THERE:
        on = end_of(tomorrow)
    elif then.settles:
        label, on = "", None
    if (label, on) != (locked.next_action, locked.next_action_at):
        set_next_action(locked, label, on, by=by, at=now)
        journey.refresh_from_db()


@transaction.atomic
def set_next_action(
    journey: Journey,
    label: str,
    on: datetime | None,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Say what comes next on a journey and before when; nothing at all with "" and None."""
    if journey.closed_at:
        raise Refused("Ce parcours est clos : il n’a plus de prochaine action.")
    journey.next_action, journey.next_action_at = label, on
    journey.save(update_fields=["next_action", "next_action_at"])
    record(
        Action.CHANGED, journey, by=by, person_id=journey.person_id,
        fields=["next_action", "next_action_at"], at=at,
    )  # fmt: skip


def end_of(day: date) -> datetime:
    """The hour before which something is done that is done « le 12 »."""
    return timezone.make_aware(datetime.combine(day, time(18)))
