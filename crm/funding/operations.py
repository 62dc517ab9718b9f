"""Which operation pays for a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.batch import Steps, first, stepwise
from training.models import Session

from .models import FundedSession, Operation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def operation_of(session: Session) -> Operation | None:
    """Return what pays for a session, None when no fund does."""
    row = FundedSession.objects.select_related("operation").filter(session=session).first()
    return row.operation if row else None


@stepwise
def operations_of(sessions: Iterable[int]) -> Steps[dict[int, Operation]]:
    """The same for a whole list of session ids, in one step. Sessions without a fund are absent."""
    rows = FundedSession.objects.select_related("operation").filter(session__in=list(sessions))
    found = yield from first(rows)
    return {row.session_id: row.operation for row in found.rows}


@transaction.atomic
def fund_session(
    session: Session,
    operation: Operation,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> FundedSession:
    """Say which operation pays for a session. One that has participants already stays where it is."""
    if session.ends_on < operation.starts_on or session.starts_on > operation.ends_on:
        raise Refused("Cette session se tient hors des dates de l’opération.")
    row = FundedSession.objects.select_for_update().filter(session=session).first()
    if row is not None:
        if row.operation_id != operation.pk:
            raise Refused(f"Cette session est déjà au titre de : {row.operation}.")
        return row
    row = FundedSession.objects.create(session=session, operation=operation)
    record(Action.CREATED, row, by=by, at=at)
    return row


@transaction.atomic
def keep_operation(
    operation: Operation,
    fields: Iterable[str],
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Operation:
    """Keep an operation as it was typed and checked, new or changed."""
    new = operation.pk is None
    operation.save()
    action = Action.CREATED if new else Action.CHANGED
    record(action, operation, by=by, fields=[] if new else fields, at=at)
    return operation
