"""The doors of the calendar: half-days laid in one gesture, moved, cancelled; nobody is in two places at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.applications.models import Attendance, HalfDay, TaughtHalfDay
from crm.applications.seats import lock_roster
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from telecentre.calendar import public_holidays
from telecentre.models import Space
from training.models import Module, ModuleKind, OnSiteWeek, Session

from .clock import minutes_between
from .conflicts import Plan, check_free, taken
from .notices import MATTERS, tell_group, when

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HOURS = {
    HalfDay.MORNING: (time(9), time(12, 30)),
    HalfDay.AFTERNOON: (time(13, 30), time(17)),
}
SIGNED = "Des présences sont notées : cette demi-journée ne bouge plus."


def weekdays_of(week: OnSiteWeek) -> list[date]:
    """The days of a week on site that are worked: no weekend, no public holiday."""
    days = (week.ends_on - week.starts_on).days + 1
    found = (week.starts_on + timedelta(days=number) for number in range(days))
    return [day for day in found if day.weekday() < 5 and day not in public_holidays(day.year)]


def week_plans(
    session: Session, *, trainer: User | None = None, space: Space | None = None
) -> list[Plan]:
    """Lay the weeks on site: the first module on site in the first week, and so on, the last one again."""
    modules = list(
        Module.objects.filter(course=session.course_id, kind=ModuleKind.ON_SITE).order_by("number")
    )
    plans = []
    for rank, week in enumerate(session.weeks.order_by("starts_on")):
        module = modules[min(rank, len(modules) - 1)] if modules else None
        title = "" if module else f"Semaine {rank + 1} sur place"
        plans += [
            Plan(day, half, *HOURS[half], module, title, trainer, space)
            for day in weekdays_of(week)
            for half in HalfDay
        ]
    return plans


@transaction.atomic
def plan_weeks(
    session: Session,
    *,
    trainer: User | None = None,
    space: Space | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> list[TaughtHalfDay]:
    """Lay every half-day of the weeks on site that is not there yet, all or none.

    Raises Refused when there is nothing to lay, or naming who or what is taken elsewhere.
    """
    now = at or timezone.now()
    roster = lock_roster(session)
    standing = TaughtHalfDay.objects.standing().filter(session=session)
    there = set(standing.values_list("date", "half"))
    plans = [
        plan
        for plan in week_plans(session, trainer=trainer, space=space)
        if (plan.date, plan.half) not in there
    ]
    if not plans:
        raise Refused("Le calendrier de cette session contient déjà toutes ses semaines sur place.")
    check_free(session, plans)
    try:
        with transaction.atomic():
            rows = TaughtHalfDay.objects.bulk_create(_row(session, plan, now) for plan in plans)
    except IntegrityError as error:
        raise Refused(taken(session, plans)) from error
    _adopt(session, rows)
    record(Action.CHANGED, roster, by=by, fields=["half_days"], at=now)
    return rows


@transaction.atomic
def add_half_day(
    session: Session, plan: Plan, *, by: User | None = None, at: datetime | None = None
) -> TaughtHalfDay:
    """Plan one more half-day. Raises Refused outside the session, or when something is taken."""
    now = at or timezone.now()
    _check(session, plan)
    lock_roster(session)
    check_free(session, [plan])
    row = _row(session, plan, now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(taken(session, [plan])) from error
    _adopt(session, [row])
    record(Action.CREATED, row, by=by, at=now)
    return row


@transaction.atomic
def change_half_day(
    half_day: TaughtHalfDay,
    plan: Plan,
    *,
    tell: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> TaughtHalfDay:
    """Move a half-day, or give it another module, trainer or room. Refused once somebody signed it.

    tell  write to the group, when what changed matters to it
    """
    now = at or timezone.now()
    row = _open_row(half_day)
    before = when(row)
    _check(row.session, plan)
    check_free(row.session, [plan], besides=row)
    changed = _fill(row, plan)
    if not changed:
        return row
    row.changed_at = now
    try:
        with transaction.atomic():
            row.save(update_fields=[*changed, "changed_at"])
    except IntegrityError as error:
        raise Refused(taken(row.session, [plan], besides=row)) from error
    record(Action.CHANGED, row, by=by, fields=changed, at=now)
    if tell and MATTERS & set(changed):
        tell_group(row, before, now)
    return row


@transaction.atomic
def cancel_half_day(
    half_day: TaughtHalfDay,
    reason: str,
    *,
    tell: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> TaughtHalfDay:
    """Cancel a half-day: it stays, said to be cancelled, in every calendar that knows it."""
    now = at or timezone.now()
    row = _open_row(half_day)
    if not reason.strip():
        raise Refused("Indiquez le motif de l’annulation.")
    row.cancelled_at, row.cancel_reason, row.changed_at = now, reason.strip(), now
    row.save(update_fields=["cancelled_at", "cancel_reason", "changed_at"])
    record(Action.CHANGED, row, by=by, reason=reason, fields=["cancelled_at"], at=now)
    if tell:
        tell_group(row, when(row), now)
    return row


def _adopt(session: Session, rows: list[TaughtHalfDay]) -> None:
    """Presences noted before there was a calendar belong to its half-days from now on."""
    noted = Attendance.objects.filter(
        enrolment__roster__session=session, half_day__isnull=True,
        date__in={row.date for row in rows},
    )  # fmt: skip
    moments = set(noted.values_list("date", "half"))
    for row in rows:
        if (row.date, row.half) in moments:
            mine = noted.filter(date=row.date, half=row.half)
            Attendance.objects.filter(pk__in=mine.values("pk")).update(half_day=row)


def _open_row(half_day: TaughtHalfDay) -> TaughtHalfDay:
    """Lock a half-day that may still change."""
    rows = TaughtHalfDay.objects.select_for_update(of=("self",)).select_related("session")
    row = rows.get(pk=half_day.pk)
    if row.cancelled_at:
        raise Refused("Cette demi-journée est annulée.")
    if row.signed_at or row.attendances.exists():
        raise Refused(SIGNED)
    return row


def _check(session: Session, plan: Plan) -> None:
    if not session.starts_on <= plan.date <= session.ends_on:
        raise Refused(
            f"La session va du {session.starts_on:%d/%m/%Y} au {session.ends_on:%d/%m/%Y}."
        )
    if minutes_between(plan.starts_at, plan.ends_at) < 1:
        raise Refused("La fin précède le début.")
    if minutes_between(plan.starts_at, plan.ends_at) > 300:
        raise Refused("Une demi-journée dure cinq heures au plus.")
    if not plan.name:
        raise Refused("Choisissez un module, ou écrivez un intitulé.")


def _row(session: Session, plan: Plan, now: datetime) -> TaughtHalfDay:
    row = TaughtHalfDay(session=session, changed_at=now)
    _fill(row, plan)
    return row


def _fill(row: TaughtHalfDay, plan: Plan) -> list[str]:
    """Give a row what was planned. Return the names of the fields that changed."""
    told = {
        "date": plan.date,
        "half": plan.half,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "minutes": minutes_between(plan.starts_at, plan.ends_at),
        "title": plan.name,
        "module": plan.module,
        "trainer": plan.trainer,
        "space": plan.space,
    }
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    return changed
