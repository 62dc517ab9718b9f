"""What waits for a trainer: half-days to sign, works to read, and how to reach their trainees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from crm.applications.calendar.whose import sessions_of_trainer
from crm.applications.models import SEATED, Attendance, Enrolment, ModuleResult, TaughtHalfDay
from crm.people.models import ContactKind, ContactPoint
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COMING = 20
TO_SIGN = 40


@dataclass
class Reachable:
    """Somebody of a group and how to reach them: nothing else of their file."""

    enrolment: Enrolment
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Teaching:
    """A trainer's space. Every list is of their own sessions alone."""

    sessions: list[Session]
    today: list[TaughtHalfDay]
    coming: list[TaughtHalfDay]
    to_sign: list[TaughtHalfDay]
    to_validate: list[ModuleResult]


def teaching_of(user: User, at: datetime) -> Teaching:
    """Four queries, whatever the number of sessions."""
    today = timezone.localdate(at)
    sessions = list(
        Session.objects.standing()
        .filter(sessions_of_trainer(user), ends_on__gte=today)
        .select_related("course")
        .order_by("starts_on", "pk")
    )
    mine = TaughtHalfDay.objects.standing().taught_by(user)
    rows = mine.filter(session__cancelled_on__isnull=True).select_related(
        "session__course", "space"
    )
    ahead = list(rows.filter(date__gte=today).order_by("date", "starts_at", "pk")[:COMING])
    noted = Attendance.objects.filter(half_day=OuterRef("pk"))
    unsigned = noted.filter(trainer_signed_at__isnull=True, on_paper=False)
    to_sign = rows.filter(
        Exists(unsigned) | ~Exists(noted), date__lte=today, signed_at__isnull=True
    )
    return Teaching(
        sessions=sessions,
        today=_on(ahead, today),
        coming=[row for row in ahead if row.date > today],
        to_sign=list(to_sign.order_by("date", "starts_at", "pk")[:TO_SIGN]),
        to_validate=works_to_read(user),
    )


def _on(rows: Iterable[TaughtHalfDay], day: date) -> list[TaughtHalfDay]:
    return [row for row in rows if row.date == day]


def works_to_read(user: User) -> list[ModuleResult]:
    """The works handed in to somebody's sessions that nobody validated nor returned, the oldest first."""
    mine = Session.objects.filter(sessions_of_trainer(user)).values("pk")
    rows = ModuleResult.objects.filter(
        enrolment__roster__session__in=mine,
        enrolment__application__person__anonymised_at__isnull=True,
        handed_in_at__isnull=False,
        validated_at__isnull=True,
        returned_at__isnull=True,
    )
    return list(
        rows.select_related(
            "module", "enrolment__application__person", "enrolment__roster__session"
        ).order_by("handed_in_at", "pk")[:TO_SIGN]
    )


def reachable(session: Session) -> list[Reachable]:
    """Those who hold a seat in a session, with their addresses and numbers. Two queries."""
    rows = (
        Enrolment.objects.filter(roster__session=session, state__in=SEATED)
        .select_related("application__person", "seat")
        .order_by("seat__number", "pk")
    )
    found = {row.application.person_id: Reachable(row) for row in rows}
    points = ContactPoint.objects.filter(
        person__in=list(found), kind__in=[ContactKind.EMAIL, ContactKind.PHONE]
    ).order_by("-is_primary", "pk")
    for point in points:
        one = found[point.person_id]
        (one.emails if point.kind == ContactKind.EMAIL else one.phones).append(point.value)
    return list(found.values())
