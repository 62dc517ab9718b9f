"""The doors of messages. Two colleagues at once: the first one wins, the other reads a sentence."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import finish_task, log, plan_task
from crm.journeys.models import Direction, InteractionKind, Journey, TouchKind
from crm.journeys.team import called
from crm.journeys.touches import Arrival, arrived
from crm.journeys.withdrawing import give_task, withdraw_exchange, withdraw_task
from crm.letters.models import Letter
from crm.people.models import Person
from crm.waiting.deadlines import working_day_after

from . import letters
from .contents import Message
from .models import REQUEST_PATHS, ContactRequest, RequestState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLLOWED = "Une suite a déjà été donnée dans ce dossier : le message y reste."


def _hold(row: ContactRequest) -> ContactRequest:
    return ContactRequest.objects.select_for_update().get(pk=row.pk)


def _move(
    row: ContactRequest,
    to: RequestState,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    **facts: Any,
) -> ContactRequest:
    """The only door between the states of a message; `facts` are other fields to write with it."""
    locked = _hold(row)
    before = RequestState(locked.state)
    if to not in REQUEST_PATHS[before]:
        raise Refused(already(locked))
    handled = to != RequestState.NEW
    changes = facts | {
        "state": to,
        "handled_at": now if handled else None,
        "handled_by": by if handled else None,
    }
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*changes])
    record(
        Action.MOVED, locked, by=by, person_id=locked.person_id,
        before=before, after=to, reason=reason, at=now,
    )  # fmt: skip
    row.refresh_from_db()
    return locked


def already(row: ContactRequest) -> str:
    who = f" par {called(row.handled_by)}" if row.handled_by else ""
    state = RequestState(row.state).label
    return f"Ce message est déjà passé à «\N{NO-BREAK SPACE}{state}\N{NO-BREAK SPACE}»{who}."


@transaction.atomic
def attach(
    row: ContactRequest, person: Person, *, by: User | None, at: datetime | None = None
) -> None:
    """Put a message in a file: an exchange, and a task unless it was answered already.

    The task goes to the referent of the journey, else to whoever attaches. The file itself is
    never rewritten. Raises Refused when somebody was faster.
    """
    now = at or timezone.now()
    if person.anonymised_at or person.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné : choisissez-en un autre.")
    answered = _hold(row).state == RequestState.SETTLED
    locked = _move(row, RequestState.FILED, by=by, now=now, person=person)
    journey = Journey.objects.running_for(person)
    locked.exchange = log(
        person,
        InteractionKind.MAIL,
        by=by,
        direction=Direction.IN,
        journey=journey,
        subject=f"{subject_of(locked)} par le site, {locked.get_topic_display()}",
        text=locked.said.account(),
        at=locked.received_at,
    )
    if not answered:
        locked.task = plan_task(
            person,
            task_label(locked),
            due_on(locked.said, timezone.localdate(locked.received_at), timezone.localdate(now)),
            journey=journey,
            assignee=(journey.owner if journey else None) or by,
            by=by,
            at=now,
        )
    locked.save(update_fields=["exchange", "task"])
    arrived(person, _arrival(locked), journey=journey)
    letters.give_to(person, locked)
    row.refresh_from_db()


def _arrival(row: ContactRequest) -> Arrival:
    said = row.said
    return Arrival(TouchKind.CONTACT, row.origin, row.received_at, said.heard, said.page)


def subject_of(row: ContactRequest) -> str:
    return row.get_kind_display().capitalize()


def task_label(row: ContactRequest) -> str:
    if not row.wants_a_call and row.said.email:
        return "Répondre à son message"
    return ", ".join(filter(None, ["Rappeler", row.said.when]))


def due_on(message: Message, received: date, today: date) -> date:
    """The next working day among those that were asked for; today once they are past."""
    day = working_day_after(received)
    wanted = {int(one) for one in message.days}
    while wanted and day.weekday() not in wanted:
        day = working_day_after(day)
    return max(day, today)


@transaction.atomic
def note_opening(
    row: ContactRequest, journey: Journey, *, by: User, at: datetime | None = None
) -> None:
    """The first contact that was logged from a message: its file, and the notice that was read."""
    now = at or timezone.now()
    person = journey.person
    exchange = journey.interactions.order_by("-at", "-pk").first()
    locked = _move(row, RequestState.FILED, by=by, now=now, person=person, exchange=exchange)
    note(
        person, Purpose.NOTICE, given=True, channel="formulaire", wording=locked.wording,
        proof=f"formulaire {locked.form_key}", by=by, at=locked.received_at,
    )  # fmt: skip
    letters.give_to(person, locked)


@transaction.atomic
def take(row: ContactRequest, *, by: User, at: datetime | None = None) -> None:
    """Take the task of a message that was filed where nobody is the referent."""
    locked = _hold(row)
    if locked.task is None or not give_task(locked.task, by, by=by, at=at):
        raise Refused("Un collègue s’occupe déjà de ce message.")


@transaction.atomic
def settle(
    row: ContactRequest, *, by: User | None, reason: str = "", at: datetime | None = None
) -> None:
    """Nothing more to do for it, without a file."""
    _move(row, RequestState.SETTLED, by=by, reason=reason, now=at or timezone.now())


@transaction.atomic
def set_aside(row: ContactRequest, *, by: User, at: datetime | None = None) -> None:
    """A human takes it for spam."""
    _move(row, RequestState.SPAM, by=by, now=at or timezone.now())


@transaction.atomic
def take_back(row: ContactRequest, *, by: User, at: datetime | None = None) -> None:
    """Undo: the message waits again, out of the file where it was put. Raises Refused once it went on."""
    now = at or timezone.now()
    locked = _hold(row)
    exchange, task = locked.exchange, locked.task
    if locked.state == RequestState.FILED and not can_leave(locked):
        raise Refused(FOLLOWED)
    _move(row, RequestState.NEW, by=by, now=now, person=None, exchange=None, task=None)
    if exchange is not None:
        withdraw_exchange(exchange, by=by, at=now)
    if task is not None:
        withdraw_task(task, by=by, at=now)
    letters.give_to(None, locked)


def can_leave(row: ContactRequest) -> bool:
    """Tell whether a message may leave the file where it was put: its task is still to do."""
    return row.task is not None and row.task.done_at is None


@transaction.atomic
def answer(
    row: ContactRequest, text: str, sending: uuid.UUID, *, by: User, at: datetime | None = None
) -> None:
    """Write to the sender. In a file it is an exchange, and the task is done; without one it is settled.

    The same `sending` twice is one letter.
    """
    now = at or timezone.now()
    locked = _hold(row)
    if not locked.said.email:
        raise Refused("Aucune adresse électronique n’a été donnée : appelez.")
    if locked.state == RequestState.SPAM:
        raise Refused("Ce message est classé indésirable : reprenez-le avant d’y répondre.")
    if Letter.objects.filter(key=letters.answer_key(locked, sending)).exists():
        return
    letters.send_answer(locked, text, sending, now)
    if locked.person is not None:
        _note_answer(locked, locked.person, text, by, now)
    elif locked.state == RequestState.NEW:
        _move(row, RequestState.SETTLED, by=by, reason="Répondu par courriel.", now=now)


def _note_answer(row: ContactRequest, person: Person, text: str, by: User, now: datetime) -> None:
    log(
        person,
        InteractionKind.MAIL,
        by=by,
        journey=(row.exchange.journey if row.exchange else None)
        or Journey.objects.running_for(person),
        subject="Réponse à son message",
        text=text,
        at=now,
    )
    if row.task is not None:
        finish_task(row.task, by=by, at=now)
