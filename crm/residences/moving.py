"""The only door between the states of a residence, and the locks that stand before it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.waiting.services import lock_list

from .models import RESIDENCE_PATHS, Residence, ResidenceState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What the waiting lists of this room are called; their key is a kind of residence.
WAITS_FOR = "residence"


def hold(row: Residence) -> Residence:
    """Lock the places of its kind, then a residence: always in that order."""
    lock_list(WAITS_FOR, row.kind)
    return (
        Residence.objects.select_for_update(of=("self",))
        .select_related("person", "journey", "committee")
        .get(pk=row.pk)
    )


def move(
    row: Residence,
    to: ResidenceState,
    *,
    by: User | None,
    now: datetime,
    why: str = "",
    **facts: Any,
) -> None:
    """Move a residence that `hold` locked; `facts` are the other fields that its new state needs."""
    before = ResidenceState(row.state)
    if to not in RESIDENCE_PATHS[before]:
        raise Refused(f"Une résidence « {before.label} » ne devient pas « {to.label} ».")
    changes = facts | {"state": to, "waiting_since": None}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes])
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to, reason=why,
        at=now,
    )  # fmt: skip


@transaction.atomic
def change(
    row: Residence,
    changes: dict[str, Any],
    *,
    by: User | None,
    now: datetime,
    refused: str = "",
    reason: str = "",
) -> None:
    """Write fields of a residence that `hold` locked, never its state. `refused` says a clash in French."""
    for name, value in changes.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=[*changes])
    except IntegrityError as error:
        raise Refused(refused or "Ces réponses ne vont pas ensemble.") from error
    record(
        Action.CHANGED, row, by=by, person_id=row.person_id, fields=sorted(changes), reason=reason,
        at=now,
    )  # fmt: skip
