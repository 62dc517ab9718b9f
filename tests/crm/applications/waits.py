"""Sessions to come that are full, and those who wait for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.services import move, move_enrolment
from tests.crm.applications.lives import offered, studied
from tests.training.factories import SessionFactory
from training.models import Session

NOW = timezone.now()
BEFORE = NOW - timedelta(days=20)


def coming(seats: int = 1, **known: object) -> Session:
    """A session that begins in two months."""
    starts_on = timezone.localdate() + timedelta(days=60)
    return SessionFactory(**{"starts_on": starts_on, "seats_min": 1, "seats_max": seats} | known)


def waiting(session: Session, at: datetime | None = None, **known: object) -> Application:
    """Somebody put on the waiting list, ten days ago unless told."""
    row = studied(session, at=BEFORE, **known)
    when = at or NOW - timedelta(days=10)
    return move(row, ApplicationState.WAITLISTED, at=when)


def sent_offer(session: Session, days_ago: int = 1) -> Enrolment:
    """A seat offered a few days ago."""
    return offered(session, at=NOW - timedelta(days=days_ago + 7))


def taken(session: Session) -> Enrolment:
    row = sent_offer(session, 8)
    return move_enrolment(row, EnrolmentState.CONFIRMED, at=NOW - timedelta(days=7))


def expired(session: Session) -> Enrolment:
    """Somebody who let an offer pass; the seat is free again."""
    row = sent_offer(session, 15)
    return move_enrolment(row, EnrolmentState.EXPIRED, at=NOW - timedelta(days=5))


def states(*rows: Application) -> list[str]:
    return [Application.objects.get(pk=row.pk).state for row in rows]
