"""A half-day signed: by each trainee within its window, then once by the trainer for the whole group.

No signature is drawn. What proves one is who signed, when and how, each kept apart; a drawing would add
nothing to that, keeps out whoever cannot draw with a finger, and is one more thing to protect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.applications.models import (
    Absence,
    Attendance,
    Enrolment,
    Mode,
    SessionTrainer,
    SignedBy,
    TaughtHalfDay,
)
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from editorial.dates import hour

from .noting import PRESENT_IN, begun, kept, lock
from .rules import window_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CANCELLED = "Cette demi-journée est annulée."
NOT_THEIRS = "Seul un formateur de cette session signe la demi-journée."
COUNTERSIGNED = "Le formateur a déjà signé cette demi-journée : voyez avec lui."


@dataclass(frozen=True)
class Said:
    """What a trainer says of those who did not sign, or came late. Keys are enrolment ids.

    absences  why somebody was away; unjustified where nothing is said
    late      minutes of lateness of somebody who signed
    """

    absences: Mapping[int, Absence] = field(default_factory=dict)
    late: Mapping[int, int] = field(default_factory=dict)


def lock_half_day(half_day: TaughtHalfDay) -> TaughtHalfDay:
    """Those who sign take their turn, and none comes after the trainer. Presences may point to it meanwhile."""
    rows = TaughtHalfDay.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session").get(pk=half_day.pk)


def not_now(half_day: TaughtHalfDay, at: datetime) -> str:
    """Why one may not sign a half-day at a moment; nothing when one may."""
    if half_day.cancelled_at or half_day.session.cancelled_on:
        return CANCELLED
    if half_day.signed_at:
        return COUNTERSIGNED
    window = window_of(half_day)
    opens, closes = hour(window.opens), hour(window.closes)
    if at < window.opens_at:
        return f"La signature s’ouvre le {half_day.date:%d/%m/%Y} à {opens}."
    if at > window.closes_at:
        return (
            f"La signature s’est close le {half_day.date:%d/%m/%Y} à {closes} : "
            "adressez-vous au formateur, qui a une feuille de papier."
        )
    return ""


@transaction.atomic
def sign(
    half_day: TaughtHalfDay, enrolment: Enrolment, how: SignedBy, *, at: datetime | None = None
) -> Attendance:
    """A trainee signs. Raises Refused outside the window, after the trainer, or the second time."""
    now = at or timezone.now()
    planned = lock_half_day(half_day)
    if why := not_now(planned, now):
        raise Refused(why)
    row = lock(enrolment)
    if row.roster.session_id != planned.session_id or row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    attendance = kept(
        Attendance(
            enrolment=row,
            half_day=planned,
            date=planned.date,
            half=planned.half,
            mode=Mode.ON_SITE,
            minutes=planned.minutes,
            trainee_signed_at=now,
            trainee_signed_by=how,
            noted_at=now,
        )
    )
    begun(row, attendance, by=None, at=now)
    return attendance


def teaches(user: User, half_day: TaughtHalfDay) -> bool:
    """Whether somebody signs for a half-day: its trainer, or one named on its session to stand in.

    Where nobody is said to teach, whoever may note presences signs.
    """
    if half_day.trainer_id == user.pk:
        return True
    named = SessionTrainer.objects.filter(session=half_day.session_id).values_list(
        "user", flat=True
    )
    known = set(named)
    return user.pk in known or (half_day.trainer_id is None and not known)


@transaction.atomic
def countersign(
    half_day: TaughtHalfDay, said: Said, *, by: User, at: datetime | None = None
) -> TaughtHalfDay:
    """The trainer signs, once. Who did not sign is noted away.

    Raises Refused before the half-day begins, and for anybody who does not teach it.
    """
    now = at or timezone.now()
    planned = lock_half_day(half_day)
    if planned.cancelled_at or planned.session.cancelled_on:
        raise Refused(CANCELLED)
    if planned.signed_at:
        raise Refused("Cette demi-journée est déjà signée par le formateur.")
    if now < window_of(planned).opens_at:
        raise Refused("Cette demi-journée est à venir.")
    if not teaches(by, planned):
        raise Refused(NOT_THEIRS)
    planned.signed_at, planned.signed_by, planned.changed_at = now, by, now
    planned.save(update_fields=["signed_at", "signed_by", "changed_at"])
    record(Action.CHANGED, planned, by=by, fields=["signed_at"], at=now)
    expected = expected_at(planned)
    rows = {row.enrolment_id: row for row in half_day_rows(planned)}
    for enrolment in expected:
        if enrolment.pk not in rows:
            _away(planned, enrolment, said, by, now)
    for row in rows.values():
        _countersign_one(row, planned, said, by, now)
    return planned


def expected_at(half_day: TaughtHalfDay) -> list[Enrolment]:
    """Those whose presence or absence a half-day must tell, by seat."""
    return list(
        Enrolment.objects.filter(roster__session=half_day.session_id, state__in=PRESENT_IN)
        .select_related("application__person", "seat")
        .order_by("seat__number", "pk")
    )


def half_day_rows(half_day: TaughtHalfDay) -> list[Attendance]:
    """What was noted of a half-day, by the calendar or before there was one."""
    rows = Attendance.objects.filter(
        enrolment__roster__session=half_day.session_id, date=half_day.date, half=half_day.half
    )
    return list(rows.select_related("enrolment__application").prefetch_related("corrections__by"))


def _away(
    planned: TaughtHalfDay, enrolment: Enrolment, said: Said, by: User, now: datetime
) -> None:
    absence = said.absences.get(enrolment.pk, Absence.UNJUSTIFIED)
    row = kept(
        Attendance(
            enrolment=enrolment,
            half_day=planned,
            date=planned.date,
            half=planned.half,
            minutes=0,
            absence=absence,
            trainer_signed_at=now,
            trainer=by,
            noted_at=now,
            noted_by=by,
        )
    )
    person = enrolment.application.person_id
    record(Action.CREATED, row, by=by, person_id=person, fields=["absence"], at=now)


def _countersign_one(
    row: Attendance, planned: TaughtHalfDay, said: Said, by: User, now: datetime
) -> None:
    if row.trainer_signed_at is not None:
        return
    changed = ["trainer_signed_at", "trainer"]
    row.trainer_signed_at, row.trainer = now, by
    late = said.late.get(row.enrolment_id, 0)
    if late and row.sealed_at is None and not row.absence:
        if late >= planned.minutes:
            raise Refused(
                f"Un retard de {late} minutes dépasse la demi-journée : notez une absence."
            )
        row.late_minutes, row.minutes = late, planned.minutes - late
        changed += ["late_minutes", "minutes"]
    row.save(update_fields=changed)
    record(
        Action.CHANGED, row, by=by, person_id=row.enrolment.application.person_id, fields=changed,
        at=now,
    )  # fmt: skip
