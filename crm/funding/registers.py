"""An operation of before this software, taken back from its registers: what they do not say stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from training.models import Session

from . import questions
from .models import AnswerSet, Moment, Operation, Outcome, Participation, Source, Spell

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def bring_in(
    person: Person,
    operation: Operation,
    entry_on: date,
    *,
    answers: Mapping[str, Any],
    exit_on: date | None = None,
    outcome: Outcome = Outcome.COMPLETED,
    session: Session | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Participation:
    """Write one line of a register. It is never complete; read again, the same line adds nothing."""
    if not operation.historical:
        raise Refused("Cette opération n’est pas reprise de registres.")
    if exit_on and exit_on < entry_on:
        raise Refused("La sortie précède l’entrée.")
    row, new = Participation.objects.get_or_create(
        person=person, operation=operation, defaults={"entry_on": entry_on, "exit_on": exit_on}
    )
    if not new:
        return row
    Spell.objects.create(
        participation=row, session=session, starts_on=entry_on, ends_on=exit_on,
        outcome=outcome if exit_on else "",
    )  # fmt: skip
    form = questions.current(entry_on)
    asked = form.form(Moment.ENTRY).questions()
    AnswerSet.objects.create(
        participation=row,
        moment=Moment.ENTRY,
        about=entry_on,
        form_version=form.code,
        answers={one.code: answers.get(one.code) or questions.UNKNOWN for one in asked},
        source=Source.REGISTER,
        filled_at=timezone.make_aware(datetime.combine(entry_on, time(12))),
        filled_by=by,
    )
    record(Action.CREATED, row, by=by, person_id=person.pk, at=at)
    return row
