"""The applications that an advisor looks through, as they asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from crm.people.search import people_matching
from training.models import Session

from .models import Application, ApplicationState

TO_STUDY, ALL = "", "toutes"
ANY_SESSION = "sans"
LATE_AFTER = timedelta(days=15)


@dataclass(frozen=True)
class Wanted:
    """What was asked of the queue. `session` is a Session, ANY_SESSION or None."""

    words: str = ""
    state: str = TO_STUDY
    origin: str = ""
    session: Session | str | None = None


def queue(wanted: Wanted) -> QuerySet[Application]:
    """Those to study come with the oldest first, every other list with the latest."""
    rows = Application.objects.sent().select_related("person", "session__course")
    if wanted.state == TO_STUDY:
        rows = rows.to_study().order_by("submitted_at", "pk")
    elif wanted.state != ALL:
        rows = rows.filter(state=wanted.state)
    if wanted.origin:
        rows = rows.filter(origin=wanted.origin)
    if isinstance(wanted.session, Session):
        rows = rows.filter(session=wanted.session)
    elif wanted.session == ANY_SESSION:
        rows = rows.filter(session__isnull=True)
    if wanted.words.strip():
        rows = rows.filter(person__in=people_matching(wanted.words).order_by().values("pk"))
    return rows


@dataclass(frozen=True)
class Waiting:
    """How many applications wait to be studied, and how many of them for too long."""

    total: int
    late: int


def waiting(at: datetime) -> Waiting:
    late = Q(submitted_at__lt=at - LATE_AFTER)
    found = Application.objects.to_study().aggregate(
        total=Count("pk"), late=Count("pk", filter=late)
    )
    return Waiting(**found)


UNDECIDED = {ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW}


def undecided() -> QuerySet[Application]:
    return Application.objects.sent().filter(state__in=UNDECIDED)


def days_since(application: Application, at: datetime) -> int:
    """How many days ago it was sent."""
    sent = application.submitted_at
    return (timezone.localdate(at) - timezone.localdate(sent)).days if sent else 0


def is_late(application: Application, at: datetime) -> bool:
    sent = application.submitted_at
    return application.state in UNDECIDED and bool(sent and at - sent > LATE_AFTER)
