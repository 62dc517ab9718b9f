"""The doors of participations: entering an operation, leaving it, and what follows from the facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person
from training.models import Session

from .letters import invite
from .models import (
    PARTICIPATION_PATHS,
    AnswerSet,
    Moment,
    Operation,
    Outcome,
    Participation,
    ParticipationState,
    Spell,
)
from .operations import operation_of
from .windows import window

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STATES = list(ParticipationState)
NEXT = {
    ParticipationState.ENTRY_INCOMPLETE: Moment.ENTRY,
    ParticipationState.EXITED: Moment.EXIT,
    ParticipationState.EXIT_COMPLETE: Moment.SIX_MONTHS,
    ParticipationState.SIX_MONTH_DUE: Moment.SIX_MONTHS,
}


def session_started(
    person: Person,
    session: Session,
    on: date,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Participation | None:
    """Somebody begins a session: they enter the operation that pays for it, if one does."""
    operation = operation_of(session)
    return enter(person, operation, on, session=session, by=by, at=at) if operation else None


def session_left(
    person: Person,
    session: Session,
    on: date,
    outcome: Outcome,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Participation | None:
    """Somebody ends a session or gives it up: they leave its operation unless another one goes on."""
    operation = operation_of(session)
    if operation is None:
        return None
    return leave(person, operation, on, outcome, session=session, by=by, at=at)


@transaction.atomic
def enter(
    person: Person,
    operation: Operation,
    on: date,
    *,
    session: Session | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Participation | None:
    """Count somebody in an operation, once. Coming back keeps the entry and its answers.

    Returns None for an action of one day, which creates no participant, and for nobody in particular.
    """
    now = at or timezone.now()
    if person.anonymised_at or (session and session.starts_on == session.ends_on):
        return None
    row, new = Participation.objects.get_or_create(
        person=person, operation=operation, defaults={"entry_on": on}
    )
    row = lock(row.pk)
    if new:
        record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    if _is_inside(row, session):
        return row
    Spell.objects.create(participation=row, session=session, starts_on=on)
    row.exit_on = None
    follow(row, by=by, at=now)
    if row.state == ParticipationState.ENTRY_INCOMPLETE:
        invite(row, Moment.ENTRY, at=now)
    return row


@transaction.atomic
def leave(
    person: Person,
    operation: Operation,
    on: date,
    outcome: Outcome,
    *,
    session: Session | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Participation | None:
    """End a stay in an operation. The exit is the last day of the last stay; the exit form is then asked for."""
    now = at or timezone.now()
    row = Participation.objects.filter(person=person, operation=operation).first()
    if row is None:
        return None
    row = lock(row.pk)
    spell = row.spells.filter(session=session, ends_on__isnull=True).first()
    if spell is None:
        return row
    spell.ends_on, spell.outcome = max(on, spell.starts_on), outcome
    spell.save(update_fields=["ends_on", "outcome"])
    row.exit_on = exit_of(row)
    follow(row, by=by, at=now)
    if row.state == ParticipationState.EXITED:
        invite(row, Moment.EXIT, at=now)
    return row


def _is_inside(row: Participation, session: Session | None) -> bool:
    """Tell whether a stay is known already: that of the session, or one that goes on without any."""
    stays = row.spells.filter(session=session)
    return (stays if session else stays.filter(ends_on__isnull=True)).exists()


def exit_of(row: Participation) -> date | None:
    """The last day of the last stay, None while one goes on."""
    ends = list(row.spells.values_list("ends_on", flat=True))
    known = [day for day in ends if day]
    return max(known) if known and len(known) == len(ends) else None


def lock(pk: int) -> Participation:
    """Hold one participation until the transaction ends."""
    rows = Participation.objects.select_for_update(of=("self",))
    return rows.select_related("person", "operation").get(pk=pk)


@transaction.atomic
def follow(
    row: Participation, *, by: User | None = None, at: datetime | None = None
) -> Participation:
    """The only door between the states of a participation: it goes where its facts have come.

    Each step on the way is one of PARTICIPATION_PATHS and has its line in the journal.
    `row.exit_on` is taken as it stands on the row given, which the caller has locked.
    """
    now = at or timezone.now()
    before = ParticipationState(row.state)
    to = state_of(row, timezone.localdate(now))
    for step in _way(before, to):
        record(Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=step, at=now)
        before = step
    row.state = to
    moment = None if row.operation.historical else NEXT.get(to)
    asked = window(moment, row.entry_on, row.exit_on) if moment else None
    row.next_moment = moment if moment and asked else ""
    row.next_due_on = asked.due_on if asked else None
    row.save(update_fields=["state", "exit_on", "next_moment", "next_due_on"])
    return row


def state_of(row: Participation, day: date) -> ParticipationState:
    """What the facts say: the forms that are signed, the exit, the day."""
    signed = set(
        AnswerSet.objects.signed().filter(participation=row).values_list("moment", "about")
    )
    if not any(moment == Moment.ENTRY for moment, _ in signed):
        return ParticipationState.ENTRY_INCOMPLETE
    if row.exit_on is None:
        return ParticipationState.ENTRY_COMPLETE
    if (Moment.EXIT, row.exit_on) not in signed:
        return ParticipationState.EXITED
    if (Moment.SIX_MONTHS, row.exit_on) in signed:
        return ParticipationState.CLOSED
    later = window(Moment.SIX_MONTHS, row.entry_on, row.exit_on)
    due = later is not None and later.opens_on <= day
    return ParticipationState.SIX_MONTH_DUE if due else ParticipationState.EXIT_COMPLETE


def _way(before: ParticipationState, to: ParticipationState) -> list[ParticipationState]:
    """The steps from one state to another: backward only by coming in again."""
    steps: list[ParticipationState] = []
    here = before
    while here != to:
        forward = STATES.index(to) > STATES.index(here)
        here = STATES[STATES.index(here) + 1] if forward else ParticipationState.ENTRY_COMPLETE
        previous = steps[-1] if steps else before
        if here not in PARTICIPATION_PATHS[previous]:
            raise RuntimeError(f"No way leads from {previous} to {here}.")
        steps.append(here)
    return steps
