"""What was noted wrongly: undone while it is fresh, corrected with a reason once it is closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from crm.applications.models import (
    Absence,
    Attendance,
    AttendanceCorrection,
    Enrolment,
    EnrolmentState,
    ModuleResult,
    ResultCorrection,
)
from crm.applications.models.calendar import LONGEST_HALF_DAY
from crm.applications.seats import lock_roster
from crm.applications.services import move_enrolment
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .noting import lock
from .rules import is_locked, rules

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOCKED = "Cette présence est close : corrigez-la, avec un motif."
FRESH = "Cette présence n’est pas encore close : annulez-la, puis notez-la à nouveau."
NO_REASON = "Indiquez ce qui fait corriger : ce motif reste au dossier."


@transaction.atomic
def undo(attendance: Attendance, *, by: User | None, at: datetime | None = None) -> None:
    """Take back a half-day noted by mistake. Raises Refused once it is closed.

    An enrolment that had only begun by it is confirmed again, no more.
    """
    now = at or timezone.now()
    enrolment = _lock_with_seats(attendance.enrolment)
    row = Attendance.objects.filter(pk=attendance.pk).first()
    if row is None:
        raise Refused("Cette présence est déjà annulée.")
    if is_locked(row, now):
        raise Refused(LOCKED)
    person = enrolment.application.person_id
    record(Action.DELETED, row, by=by, person_id=person, fields=["date", "half", "minutes"], at=now)
    row.delete()
    _not_begun_after_all(enrolment, by, now)


@transaction.atomic
def undo_result(result: ModuleResult, *, by: User | None, at: datetime | None = None) -> None:
    """Take back a validation made by mistake; what was handed in stays. Raises Refused once it is closed."""
    now = at or timezone.now()
    enrolment = _lock_with_seats(result.enrolment)
    row = ModuleResult.objects.filter(pk=result.pk, validated_at__isnull=False).first()
    if row is None:
        raise Refused("Cette validation est déjà annulée.")
    if is_locked(row, now):
        raise Refused("Cette validation est close : corrigez ses heures, avec un motif.")
    record(
        Action.CHANGED, row, by=by, person_id=enrolment.application.person_id,
        fields=["validated_at", "hours_credited"], at=now,
    )  # fmt: skip
    if row.handed_in_at == row.validated_at:
        row.delete()
        _not_begun_after_all(enrolment, by, now)
        return
    row.validated_at, row.validated_by, row.hours_credited = None, None, 0
    row.save(update_fields=["validated_at", "validated_by", "hours_credited"])


def _lock_with_seats(enrolment: Enrolment) -> Enrolment:
    """The roster before the application: to be confirmed again is the business of seats."""
    lock_roster(enrolment.roster.session)
    return lock(enrolment)


def _not_begun_after_all(enrolment: Enrolment, by: User | None, now: datetime) -> None:
    followed = enrolment.attendances.followed().exists() or enrolment.results.exists()
    if enrolment.state == EnrolmentState.STARTED and not followed:
        move_enrolment(
            enrolment, EnrolmentState.CONFIRMED, by=by, reason="Présence notée par erreur.", at=now
        )


@transaction.atomic
def correct(
    attendance: Attendance,
    *,
    absence: Absence,
    minutes: int,
    reason: str,
    by: User | None,
    at: datetime | None = None,
) -> AttendanceCorrection:
    """Say what a closed half-day really was. What was noted stays, and so does each correction.

    minutes  of presence, 0 with an absence
    """
    now = at or timezone.now()
    enrolment = lock(attendance.enrolment)
    row = Attendance.objects.prefetch_related("corrections").get(pk=attendance.pk)
    if not is_locked(row, now):
        raise Refused(FRESH)
    if not reason.strip():
        raise Refused(NO_REASON)
    minutes = 0 if absence else minutes
    if not absence and not 1 <= minutes <= LONGEST_HALF_DAY:
        raise Refused(f"Une présence dure de 1 à {LONGEST_HALF_DAY} minutes.")
    before = absence_now(row)
    if (before, row.minutes_kept) == (absence, minutes):
        raise Refused("Rien ne change : c’est ce qui est noté.")
    if row.sealed_at is None:
        Attendance.objects.filter(pk=row.pk).update(sealed_at=now)
    correction = AttendanceCorrection.objects.create(
        attendance=row,
        minutes_before=row.minutes_kept,
        absence_before=before,
        minutes_after=minutes,
        absence_after=absence,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    row.corrected_minutes = minutes
    row.save(update_fields=["corrected_minutes"])
    record(
        Action.CHANGED, row, by=by, person_id=enrolment.application.person_id, reason=reason,
        fields=["corrected_minutes"], at=now,
    )  # fmt: skip
    return correction


def absence_now(row: Attendance) -> Absence:
    """What a half-day is today: the last correction, else what was noted."""
    last = list(row.corrections.all())[-1:]
    return Absence(last[0].absence_after if last else row.absence)


@transaction.atomic
def correct_result(
    result: ModuleResult,
    *,
    hours: int,
    reason: str,
    by: User | None,
    at: datetime | None = None,
) -> ResultCorrection:
    """Change the hours of a module validated long ago. The validation stays readable."""
    now = at or timezone.now()
    enrolment = lock(result.enrolment)
    row = ModuleResult.objects.select_related("module").get(pk=result.pk)
    if not is_locked(row, now):
        raise Refused("Cette validation n’est pas encore close : annulez-la.")
    if not reason.strip():
        raise Refused(NO_REASON)
    most = max(row.hours_credited, row.module.hours)
    if not 0 <= hours <= most:
        raise Refused(f"Ce module vaut de 0 à {most} heures.")
    if hours == row.hours_kept:
        raise Refused("Rien ne change : ce sont les heures retenues.")
    if row.sealed_at is None:
        ModuleResult.objects.filter(pk=row.pk).update(sealed_at=now)
    correction = ResultCorrection.objects.create(
        result=row, hours_before=row.hours_kept, hours_after=hours, reason=reason.strip(), by=by,
        at=now,
    )  # fmt: skip
    row.corrected_hours = hours
    row.save(update_fields=["corrected_hours"])
    record(
        Action.CHANGED, row, by=by, person_id=enrolment.application.person_id, reason=reason,
        fields=["corrected_hours"], at=now,
    )  # fmt: skip
    return correction


def seal(at: datetime) -> int:
    """Close what was noted long enough ago, so that the database itself refuses any change. Runs hourly."""
    before = at - timedelta(hours=rules().locked_after)
    noted = Attendance.objects.annotate(when=Coalesce("noted_at", "trainee_signed_at"))
    late = noted.filter(
        Q(when__lte=before) | Q(when__isnull=True, date__lt=timezone.localdate(before)),
        sealed_at__isnull=True,
    )
    closed = late.update(sealed_at=at)
    results = ModuleResult.objects.filter(validated_at__lte=before, sealed_at__isnull=True)
    return closed + results.update(sealed_at=at)
