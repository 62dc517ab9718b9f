"""The doors of committees: planned, their requests marked, their minutes settled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.words import counted

from .models import UNDECIDED, Assessment, Committee, Residence, ResidenceKind
from .moving import change, hold
from .rules import due_at

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def plan(
    held_on: date,
    closes_on: date,
    place: str,
    members: str = "",
    *,
    by: User | None,
    at: datetime | None = None,
) -> Committee:
    """Plan a committee. The long requests that had none yet go to it."""
    now = at or timezone.now()
    if held_on < timezone.localdate(now):
        raise Refused("Choisissez un jour à venir pour ce comité.")
    if closes_on > held_on:
        raise Refused("Les demandes se closent au plus tard le jour du comité.")
    try:
        with transaction.atomic():
            row = Committee.objects.create(
                held_on=held_on, closes_on=closes_on, place=place.strip(), members=members.strip()
            )
    except IntegrityError as error:
        raise Refused("Un comité se tient déjà ce jour-là.") from error
    record(Action.CREATED, row, by=by, at=now)
    if closes_on >= timezone.localdate(now):
        _take_in(row, by, now)
    return row


def _take_in(committee: Committee, by: User | None, now: datetime) -> None:
    waiting = Residence.objects.filter(
        kind=ResidenceKind.LONG, state__in=UNDECIDED, committee__isnull=True
    )
    due = due_at(ResidenceKind.LONG, now, committee)
    for row in waiting.order_by("pk"):
        locked = hold(row)
        if locked.committee_id is None:
            change(locked, {"committee": committee, "decision_due_at": due}, by=by, now=now)


def _open(committee: Committee) -> Committee:
    row = Committee.objects.select_for_update().get(pk=committee.pk)
    if row.closed_at:
        raise Refused("Le procès-verbal de ce comité est arrêté : il ne change plus.")
    return row


@transaction.atomic
def describe(
    committee: Committee,
    place: str,
    members: str,
    minutes: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Change where a committee is held, who sits there, what its minutes say so far."""
    row = _open(committee)
    row.place, row.members, row.minutes = place.strip(), members.strip(), minutes.strip()
    row.save(update_fields=["place", "members", "minutes"])
    record(Action.CHANGED, row, by=by, fields=["place", "members", "minutes"], at=at)
    committee.refresh_from_db()


@transaction.atomic
def assess(
    residence: Residence,
    marks: dict[str, int],
    comment: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Assessment:
    """Note what the committee makes of a request: `marks` has one mark a criterion (see CRITERIA)."""
    now = at or timezone.now()
    locked = hold(residence)
    if locked.committee is None or locked.state not in UNDECIDED:
        raise Refused("Seule une demande à décider, portée à un comité, reçoit un avis.")
    _open(locked.committee)
    row, new = Assessment.objects.update_or_create(
        residence=locked,
        defaults=marks | {"comment": comment.strip(), "noted_at": now, "noted_by": by},
    )
    record(
        Action.CREATED if new else Action.CHANGED, row, by=by, person_id=locked.person_id,
        fields=[] if new else [*marks, "comment"], at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def close(committee: Committee, *, by: User | None, at: datetime | None = None) -> None:
    """Settle the minutes, once every request of the agenda is decided or put to another committee."""
    now = at or timezone.now()
    row = _open(committee)
    if not row.minutes.strip():
        raise Refused("Écrivez le procès-verbal avant de l’arrêter.")
    if row.held_on > timezone.localdate(now):
        raise Refused("Ce comité ne s’est pas encore tenu.")
    left = row.residences.to_decide().count()  # type: ignore[attr-defined]
    if left:
        several = "attendent" if left > 1 else "attend"
        told = counted(left, "demande", feminine=True).capitalize()
        raise Refused(f"{told} {several} encore : décidez, ou portez au comité suivant.")
    row.closed_at, row.closed_by = now, by
    row.save(update_fields=["closed_at", "closed_by"])
    record(Action.CHANGED, row, by=by, fields=["closed_at"], at=now)
    committee.refresh_from_db()
