"""The only door between the states of a registration, and the lock that stands before it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import PATHS, Participant, Registration, RegistrationState, Roster
from .seats import align

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hold(registration: Registration) -> tuple[Roster, Registration]:
    """Lock the places of an edition, then a registration, until the transaction ends."""
    roster = align(registration.edition_id)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    row.edition = roster.edition
    return roster, row


def hold_participant(participant: Participant) -> tuple[Roster, Registration, Participant]:
    found = Participant.objects.select_related("registration").get(pk=participant.pk)
    roster, row = hold(found.registration)
    found.refresh_from_db()
    found.registration = row
    return roster, row, found


def move(
    row: Registration,
    to: RegistrationState,
    *,
    reason: str = "",
    by: User | None = None,
    at: datetime,
) -> None:
    """Change the state of a registration that is locked. Raises Refused when there is no such path."""
    before = RegistrationState(row.state)
    if to not in PATHS[before]:
        raise Refused(
            f"Une inscription «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{to.label}\u00a0»."
        )
    row.state = to
    row.confirm_before = None
    fields = ["state", "confirm_before"]
    if to == RegistrationState.CONFIRMED:
        row.confirmed_at = at
        fields.append("confirmed_at")
    if to == RegistrationState.CANCELLED:
        row.cancelled_at, row.cancel_reason = at, reason.strip()[:240]
        fields += ["cancelled_at", "cancel_reason"]
    row.save(update_fields=fields)
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to,
        reason=reason.strip(), at=at,
    )  # fmt: skip


def note_change(
    row: Registration, fields: list[str], *, reason: str = "", by: User | None, at: datetime
) -> None:
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=fields, reason=reason, at=at)
