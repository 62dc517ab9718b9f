"""A beginning that was noted by mistake: what it had counted is taken away, unless something hangs on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.models import Person
from training.models import Session

from .models import Participation
from .operations import operation_of
from .services import exit_of, follow, lock

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def session_not_begun(
    person: Person, session: Session, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Take a stay back. A participation that had nothing else goes with it; one with answers stays."""
    now = at or timezone.now()
    operation = operation_of(session)
    known = Participation.objects.filter(person=person, operation=operation).first()
    if operation is None or known is None:
        return
    row = lock(known.pk)
    row.spells.filter(session=session, ends_on__isnull=True).delete()
    if _is_bare(row):
        record(Action.DELETED, row, by=by, person_id=person.pk, at=now)
        row.delete()
        return
    row.exit_on = exit_of(row)
    follow(row, by=by, at=now)


def _is_bare(row: Participation) -> bool:
    hangs = (row.spells, row.answer_sets, row.attempts)
    return row.locked_at is None and not any(rows.exists() for rows in hangs)
