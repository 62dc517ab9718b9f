"""The doors of a hold: set, lifted, ended at its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.merging.rules import Merge
from crm.people.models import Person

from .models import Hold, HoldReason

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSED = "Terme passé."
MERGED = "Le dossier fusionné était déjà retenu pour cette raison."


@dataclass(frozen=True)
class Why:
    """Why a file is held: for what, said how, asked by whom, until when or looked at again on which day."""

    reason: HoldReason
    details: str
    asked_by: str
    until: date | None = None
    review_on: date | None = None


@transaction.atomic
def set_hold(person: Person, why: Why, *, by: User | None, at: datetime | None = None) -> Hold:
    """Hold a file. Raises Refused without an end nor a day of review, on a past day, or held so already."""
    now, today = at or timezone.now(), timezone.localdate(at)
    if why.until is None and why.review_on is None:
        raise Refused("Donnez un terme à la retenue, ou un jour où la revoir.")
    if any(day is not None and day <= today for day in (why.until, why.review_on)):
        raise Refused("Le terme et le jour où revoir la retenue sont à venir.")
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_at or locked.merged_into_id:
        raise Refused("Ce dossier est déjà anonymisé ou fusionné.")
    same = Hold.objects.standing().filter(person=locked, reason=why.reason)
    for passed in same.filter(until__lt=today):
        _lift(passed, PASSED, None, now)
    if same.exists():
        raise Refused(f"Ce dossier est déjà retenu pour cette raison ({why.reason.label}).")
    row = Hold.objects.create(
        person=locked, reason=why.reason, details=why.details, asked_by=why.asked_by,
        set_by=by, set_at=now, until=why.until, review_on=why.review_on,
    )  # fmt: skip
    record(Action.CREATED, row, by=by, person_id=locked.pk, after=why.reason, at=now)
    return row


@transaction.atomic
def lift_hold(hold: Hold, reason: str, *, by: User | None, at: datetime | None = None) -> Hold:
    """Lift a hold, saying why. Raises Refused when it is lifted already."""
    row = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if row.lifted_at:
        raise Refused("Cette retenue est déjà levée.")
    if not reason.strip():
        raise Refused("Dites pourquoi la retenue est levée.")
    return _lift(row, reason.strip(), by, at or timezone.now())


def _lift(row: Hold, reason: str, by: User | None, now: datetime) -> Hold:
    row.lifted_at, row.lifted_by, row.lifted_why = now, by, reason
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=row.reason, after="lifted", at=now
    )
    return row


def end_passed(at: datetime) -> int:
    """Lift those whose term is passed. Return how many."""
    passed = Hold.objects.standing().filter(until__lt=timezone.localdate(at))
    done = 0
    for pk in list(passed.values_list("pk", flat=True)):
        with transaction.atomic():
            row = passed.select_for_update(of=("self",)).filter(pk=pk).first()
            if row:
                _lift(row, PASSED, None, at)
                done += 1
    return done


def merged(merge: Merge) -> None:
    """A file held twice for the same reason is held once, for the longer of the two times."""
    kept = {row.reason: row for row in Hold.objects.standing().filter(person=merge.kept)}
    for row in Hold.objects.standing().filter(person=merge.ended, reason__in=list(kept)):
        twin = kept[row.reason]
        if twin.until and (row.until is None or row.until > twin.until):
            twin.until, twin.review_on = row.until, row.review_on or twin.review_on
            twin.save(update_fields=["until", "review_on"])
        _lift(row, MERGED, merge.by, merge.at)
