"""Half-days noted at the desk: ticked one by one, or copied from a sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.applications.calendar.programme import take_titles
from crm.applications.models import (
    Application,
    Attendance,
    Enrolment,
    EnrolmentState,
    HalfDay,
    Mode,
    SignedBy,
    TaughtHalfDay,
)
from crm.applications.services import move_enrolment
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.services import heard_from

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRESENT_IN = {EnrolmentState.CONFIRMED, EnrolmentState.STARTED, EnrolmentState.COMPLETED}
TWICE = "Cette demi-journée est déjà notée."


def lock(enrolment: Enrolment) -> Enrolment:
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
    minutes: int | None = None,
    on_paper: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Note a half-day signed by trainee and trainer. The first one starts the enrolment.

    It lasts what the calendar says, 210 minutes where it says nothing, unless told.
    Raises Refused outside the session's dates, on a day to come, or when it is already noted.
    """
    now = at or timezone.now()
    row = lock(enrolment)
    session = row.roster.session
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    if not session.starts_on <= day <= session.ends_on:
        raise Refused(
            f"La session va du {session.starts_on:%d/%m/%Y} au {session.ends_on:%d/%m/%Y}."
        )
    if day > timezone.localdate(now):
        raise Refused("Cette demi-journée est à venir.")
    planned = planned_on(row, [(day, half)]).get((day, half))
    attendance = kept(
        Attendance(
            enrolment=row,
            half_day=planned,
            date=day,
            half=half,
            mode=mode,
            minutes=minutes or (planned.minutes if planned else 210),
            trainee_signed_at=now,
            trainee_signed_by=SignedBy.PAPER if on_paper else SignedBy.DESK,
            trainer_signed_at=now,
            trainer_id=planned.trainer_id if planned else None,
            on_paper=on_paper,
            noted_at=now,
            noted_by=by,
        )
    )
    begun(row, attendance, by=by, at=now)
    return attendance


def kept(attendance: Attendance) -> Attendance:
    """Save a half-day. Raises Refused when it is there already: the database counts, not we."""
    try:
        with transaction.atomic():
            attendance.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(TWICE) from error
    return attendance


def begun(enrolment: Enrolment, attendance: Attendance, *, by: User | None, at: datetime) -> None:
    """What follows a presence: journal, sign of life, titles taken, and the training starts."""
    person = enrolment.application.person
    record(Action.CREATED, attendance, by=by, person_id=person.pk, at=at)
    heard_from(person, at=at)
    follow(enrolment, by=by, at=at)


def follow(enrolment: Enrolment, *, by: User | None, at: datetime) -> None:
    """The first thing that somebody follows takes the titles of the session and starts the enrolment."""
    if enrolment.state == EnrolmentState.CONFIRMED:
        take_titles(enrolment.roster.session, by=by, at=at)
        move_enrolment(enrolment, EnrolmentState.STARTED, by=by, at=at)


def planned_on(
    enrolment: Enrolment, half_days: Sequence[tuple[date, HalfDay]]
) -> dict[tuple[date, str], TaughtHalfDay]:
    """Return the half-days of the calendar among some days and halves."""
    rows = TaughtHalfDay.objects.standing().filter(
        session=enrolment.roster.session_id, date__in={day for day, _ in half_days}
    )
    return {(row.date, row.half): row for row in rows}


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
    row = lock(enrolment)
    session = row.roster.session
    if row.state not in PRESENT_IN:
        raise Refused("Cette inscription n’est pas confirmée.")
    last = min(session.ends_on, timezone.localdate(now))
    if any(not session.starts_on <= day <= last for day, _ in half_days):
        raise Refused("Une demi-journée est à venir, ou hors des dates de la session.")
    planned = planned_on(row, half_days)
    rows = [_copied(row, day, half, planned.get((day, half)), by, now) for day, half in half_days]
    try:
        with transaction.atomic():
            rows = Attendance.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused("Une demi-journée de cette feuille est déjà notée.") from error
    person = row.application.person
    record(Action.CHANGED, row, by=by, person_id=person.pk, fields=["attendances"], at=now)
    heard_from(person, at=now)
    follow(row, by=by, at=now)
    return rows


def _copied(
    enrolment: Enrolment,
    day: date,
    half: HalfDay,
    planned: TaughtHalfDay | None,
    by: User | None,
    now: datetime,
) -> Attendance:
    return Attendance(
        enrolment=enrolment,
        half_day=planned,
        date=day,
        half=half,
        minutes=planned.minutes if planned else 210,
        trainee_signed_at=now,
        trainee_signed_by=SignedBy.PAPER,
        trainer_signed_at=now,
        trainer_id=planned.trainer_id if planned else None,
        on_paper=True,
        noted_at=now,
        noted_by=by,
    )
