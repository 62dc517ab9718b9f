"""Between which days a training was really followed, and what whoever pays for it hears of that."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Min
from django.utils import timezone

from crm.funding.models import Outcome
from crm.funding.services import session_left, session_started
from crm.funding.stays import Stay
from crm.funding.undoing import session_not_begun
from crm.people.models import Person
from training.models import Session

from .models import Attendance, Enrolment, EnrolmentState, ModuleResult

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEFT = {
    EnrolmentState.COMPLETED: Outcome.COMPLETED,
    EnrolmentState.ABANDONED: Outcome.ABANDONED,
}


def tell_the_fund(
    row: Enrolment, person: Person, before: EnrolmentState, *, by: User | None, at: datetime
) -> None:
    """Whoever pays for the session counts those who begin it and those who leave it, no mistake of ours."""
    session, state = row.roster.session, EnrolmentState(row.state)
    if state == EnrolmentState.STARTED:
        session_started(person, session, first_day(row, at), by=by, at=at)
    elif state in LEFT:
        session_left(person, session, last_day(row, at), LEFT[state], by=by, at=at)
    elif before == EnrolmentState.STARTED:
        session_not_begun(person, session, by=by, at=at)


def first_day(enrolment: Enrolment, now: datetime) -> date:
    """The day of the first action, that of the moment when nothing is noted."""
    return min(_days(enrolment), default=timezone.localdate(now))


def last_day(enrolment: Enrolment, now: datetime) -> date:
    """The day of the last action of a completed training, the day of leaving of another."""
    today = timezone.localdate(now)
    if enrolment.state != EnrolmentState.COMPLETED:
        return today
    return max(_days(enrolment), default=today)


def _days(enrolment: Enrolment) -> list[date]:
    present = (
        Attendance.objects.followed()
        .filter(enrolment=enrolment)
        .aggregate(Min("date"), Max("date"))
    )
    handed = ModuleResult.objects.filter(enrolment=enrolment).aggregate(
        Min("validated_at"), Max("validated_at")
    )
    validated = [timezone.localdate(at) for at in handed.values() if at]
    return [*(day for day in present.values() if day), *validated]


def stays(session: Session) -> list[Stay]:
    """Those who began a session, for whoever comes to pay for it."""
    rows = Enrolment.objects.filter(
        roster__session=session, state__in=[EnrolmentState.STARTED, *LEFT]
    ).select_related("application__person")
    now = timezone.now()
    found = []
    for row in rows.order_by("pk"):
        outcome = LEFT.get(EnrolmentState(row.state))
        ends_on = row.ended_on if outcome == Outcome.ABANDONED else last_day(row, now)
        found.append(
            Stay(row.application.person, first_day(row, now), ends_on if outcome else None, outcome)
        )
    return found
