"""Attendance and module results: what was followed, and when a training is completed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.services import heard_from
from training.models import Module, ModuleKind

from .models import (
    Application,
    Attendance,
    Enrolment,
    EnrolmentState,
    HalfDay,
    Mode,
    ModuleResult,
)
from .progress import progress_of
from .services import move_enrolment

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRESENT_IN = {EnrolmentState.CONFIRMED, EnrolmentState.STARTED, EnrolmentState.COMPLETED}


def _lock(enrolment: Enrolment) -> Enrolment:
    """Two half-days noted at once must not both start the enrolment; the application comes first."""
    Application.objects.select_for_update().get(enrolment=enrolment.pk)
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("roster__session", "application__person")
        .get(pk=enrolment.pk)
    )


@transaction.atomic
def note_attendance(
    enrolment: Enrolment,
    day: date,
    half: HalfDay,
    *,
    mode: Mode = Mode.ON_SITE,
    minutes: int = 210,
    on_paper: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Note a half-day signed by trainee and trainer. The first one starts the enrolment.

    Raises Refused outside the session's dates, on a day to come, or when it is already noted.
    """
    now = at or timezone.now()
    row = _lock(enrolment)
    session = row.roster.session
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    if not session.starts_on <= day <= session.ends_on:
        raise Refused(
            f"La session va du {session.starts_on:%d/%m/%Y} au {session.ends_on:%d/%m/%Y}."
        )
    if day > timezone.localdate(now):
        raise Refused("Cette demi-journée est à venir.")
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(
                enrolment=row,
                date=day,
                half=half,
                mode=mode,
                minutes=minutes,
                trainee_signed_at=now,
                trainer_signed_at=now,
                on_paper=on_paper,
            )
    except IntegrityError as error:
        raise Refused("Cette demi-journée est déjà notée.") from error
    person = row.application.person
    record(Action.CREATED, attendance, by=by, person_id=person.pk, at=now)
    heard_from(person, at=now)
    if row.state == EnrolmentState.CONFIRMED:
        move_enrolment(row, EnrolmentState.STARTED, by=by, at=now)
    return attendance


@transaction.atomic
def note_sheet(
    enrolment: Enrolment,
    half_days: Sequence[tuple[date, HalfDay]],
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> list[Attendance]:
    """Copy a paper sheet of signatures: the half-days of one trainee on site, all or none.

    Raises Refused outside the session's dates, on a day to come, or when one is already noted.
    """
    now = at or timezone.now()
    row = _lock(enrolment)
    session = row.roster.session
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    last = min(session.ends_on, timezone.localdate(now))
    if any(not session.starts_on <= day <= last for day, _ in half_days):
        raise Refused("Une demi-journée est à venir, ou hors des dates de la session.")
    try:
        with transaction.atomic():
            rows = Attendance.objects.bulk_create(
                Attendance(
                    enrolment=row,
                    date=day,
                    half=half,
                    trainee_signed_at=now,
                    trainer_signed_at=now,
                    on_paper=True,
                )
                for day, half in half_days
            )
    except IntegrityError as error:
        raise Refused("Une demi-journée de cette feuille est déjà notée.") from error
    person = row.application.person
    record(Action.CHANGED, row, by=by, person_id=person.pk, fields=["attendances"], at=now)
    heard_from(person, at=now)
    if row.state == EnrolmentState.CONFIRMED:
        move_enrolment(row, EnrolmentState.STARTED, by=by, at=now)
    return rows


@transaction.atomic
def credit_module(
    enrolment: Enrolment,
    module: Module,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> ModuleResult:
    """Validate a distance module: its hours count from then on."""
    now = at or timezone.now()
    row = _lock(enrolment)
    if module.course_id != row.roster.session.course_id:
        raise Refused("Ce module n’est pas de cette formation.")
    if module.kind != ModuleKind.DISTANCE:
        raise Refused("Un module sur place se suit par la présence.")
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    result, new = ModuleResult.objects.get_or_create(
        enrolment=row,
        module=module,
        defaults={
            "handed_in_at": now,
            "validated_at": now,
            "hours_credited": module.hours,
        },
    )
    if not new:
        raise Refused("Ce module est déjà validé.")
    record(Action.CREATED, result, by=by, person_id=row.application.person_id, at=now)
    if row.state == EnrolmentState.CONFIRMED:
        move_enrolment(row, EnrolmentState.STARTED, by=by, at=now)
    return result


def share_followed(enrolment: Enrolment) -> int:
    """Return the share of the course's hours that was followed, in whole percent."""
    return progress_of(enrolment.roster.session, [enrolment.pk])[enrolment.pk].share


@transaction.atomic
def complete(
    enrolment: Enrolment,
    *,
    reason: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Enrolment:
    """Complete a training once enough of it was followed, or with a reason that says why all the same."""
    threshold = enrolment.roster.session.course.completion_threshold
    followed = share_followed(enrolment)
    if followed < threshold and not reason.strip():
        raise Refused(
            f"{followed} % des heures suivies, {threshold} % attendues : indiquez un motif."
        )
    return move_enrolment(enrolment, EnrolmentState.COMPLETED, by=by, reason=reason, at=at)
