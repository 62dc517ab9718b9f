"""Between which days a training was really followed: half-days signed, modules validated."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max, Min
from django.utils import timezone

from crm.funding.models import Outcome
from crm.funding.stays import Stay
from training.models import Session

from .models import Attendance, Enrolment, EnrolmentState, ModuleResult

LEFT = {
    EnrolmentState.COMPLETED: Outcome.COMPLETED,
    EnrolmentState.ABANDONED: Outcome.ABANDONED,
}


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
    present = Attendance.objects.filter(enrolment=enrolment).aggregate(Min("date"), Max("date"))
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
