"""The list of addresses set aside, as the desk keeps it: written, looked up, lifted, each time journalled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.consents import suppression
from crm.consents.models import Suppression, SuppressionReason
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def set_aside(
    address: str,
    scope: str,
    reason: SuppressionReason,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Suppression:
    row = suppression.suppress(address, scope=scope, reason=reason, at=at)
    record(Action.CREATED, row, by=by, fields=["scope", "reason"], at=at)
    return row


@transaction.atomic
def lift(address: str, scope: str, *, by: User | None, at: datetime | None = None) -> None:
    """Take an address out of the list. Raises Refused when it is not there."""
    row = suppression.about(address).filter(scope=scope).first()
    if row is None:
        raise Refused("Cette adresse n’est pas écartée de cet envoi.")
    record(Action.DELETED, row, by=by, fields=["scope", "reason"], at=at)
    suppression.lift(address, scope)
