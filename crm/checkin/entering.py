"""The doors of the Forum: each person comes in once, whatever the number of telephones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registrations.models import Participant, Registration, RegistrationState
from editorial.dates import day, hour

from .models import CheckIn, How
from .opening import must_be_running

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NO_PLACE = {
    RegistrationState.PENDING: "N’a pas confirmé son adresse : aucune place ne lui est acquise.",
    RegistrationState.WAITLISTED: "Est en liste d’attente.",
    RegistrationState.OFFERED: "Une place lui est proposée, sans réponse pour l’instant.",
    RegistrationState.CANCELLED: "Son inscription est annulée.",
}


@dataclass(frozen=True)
class Entered:
    """An entry, and whether it was there before: another device was faster."""

    check_in: CheckIn
    already: bool = False


def why_not(participant: Participant, registration: Registration) -> str:
    """Why somebody holds no place, in French; "" when they may come in."""
    if told := NO_PLACE.get(RegistrationState(registration.state)):
        return told
    return "Ne devait plus venir." if participant.left_at else ""


def standing_of(participant: Participant) -> CheckIn | None:
    return participant.check_ins.standing().first()  # type: ignore[attr-defined, no-any-return]


def told_of(check_in: CheckIn) -> str:
    """« déjà entrée à 9 h 12, porte Nord »."""
    when = timezone.localtime(check_in.at)
    words = f"déjà entrée à {hour(when.time())}"
    if when.date() != timezone.localdate():
        words = f"déjà entrée le {day(when.date(), year=False)} à {hour(when.time())}"
    return f"{words}, porte {check_in.door}" if check_in.door else words


@transaction.atomic
def enter(
    participant: Participant,
    *,
    how: How,
    door: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Entered:
    """Let in somebody who holds a place. The second device receives the entry of the first one.

    Raises Refused where there is no place: letting in all the same is `walking_in.admit`.
    """
    now = at or timezone.now()
    registration = locked(participant.registration_id)
    return _let_in(Participant.objects.get(pk=participant.pk), registration, how, door, by, now)


@transaction.atomic
def enter_all(
    registration: Registration,
    *,
    how: How,
    door: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> list[Entered]:
    """Let in those of a group who come. Raises Refused when the group holds no place."""
    now = at or timezone.now()
    row = locked(registration.pk)
    coming = list(row.participants.filter(left_at__isnull=True).order_by("rank"))  # type: ignore[attr-defined]
    return [_let_in(one, row, how, door, by, now) for one in coming]


def locked(pk: int) -> Registration:
    """A registration, held until the transaction ends: its people come in one device at a time."""
    return Registration.objects.select_for_update().get(pk=pk)


def _let_in(
    participant: Participant,
    registration: Registration,
    how: How,
    door: str,
    by: User | None,
    now: datetime,
) -> Entered:
    must_be_running(registration.edition, now)
    if standing := standing_of(participant):
        return Entered(standing, already=True)
    if why := why_not(participant, registration):
        raise Refused(why)
    return Entered(come_in(participant, registration, how, door, by, now))


def come_in(
    participant: Participant,
    registration: Registration,
    how: How,
    door: str,
    by: User | None,
    now: datetime,
) -> CheckIn:
    row = CheckIn.objects.create(
        participant=participant, at=now, by=by, how=how, door=door.strip()[:40]
    )
    record(Action.CREATED, row, by=by, person_id=registration.person_id, at=now)
    return row


@transaction.atomic
def undo(
    check_in: CheckIn, *, reason: str, by: User | None = None, at: datetime | None = None
) -> CheckIn:
    """Take back an entry noted by mistake: the person may come in again. Refused without a reason."""
    now = at or timezone.now()
    words = " ".join(reason.split())[:240]
    if not words:
        raise Refused("Dites pourquoi cette entrée est reprise.")
    registration = locked(check_in.participant.registration_id)
    row = CheckIn.objects.get(pk=check_in.pk)
    if row.undone_at:
        raise Refused("Cette entrée est déjà reprise.")
    row.undone_at, row.undone_by, row.undo_reason = now, by, words
    row.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    record(
        Action.CHANGED, row, by=by, person_id=registration.person_id, fields=["undone_at"],
        reason=words, at=now,
    )  # fmt: skip
    return row
