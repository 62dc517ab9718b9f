"""Those who wait for a session: put off to a next one, or who never chose any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.applications.placing import place
from crm.applications.services import move
from crm.journal.refusal import Refused
from training.models import Session

from .letters import tell

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WITHOUT = [ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW]


def waiting_for_a_session() -> QuerySet[Application]:
    """The oldest first."""
    return (
        Application.objects.filter(
            Q(state=ApplicationState.POOLED) | Q(state__in=WITHOUT, session__isnull=True),
            archived=False,
        )
        .select_related("person", "session__course")
        .order_by("submitted_at", "pk")
    )


def sessions_to_come(day: date) -> QuerySet[Session]:
    """Those for which somebody may be studied, the next first."""
    return (
        Session.objects.standing().to_come(day).select_related("course").order_by("starts_on", "pk")
    )


@dataclass
class Done:
    """Who is studied for a session now, and who could not be, with the reason."""

    studied: list[Application] = field(default_factory=list)
    refused: list[tuple[Application, str]] = field(default_factory=list)


def study_for(
    applications: Iterable[Application],
    session: Session,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Done:
    """Study applications for a session, each by itself: what is refused leaves the others."""
    now, done = at or timezone.now(), Done()
    for row in applications:
        try:
            done.studied.append(_study(row, session, by, now))
        except Refused as refusal:
            done.refused.append((row, str(refusal)))
    return done


@transaction.atomic
def _study(row: Application, session: Session, by: User | None, now: datetime) -> Application:
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if session.cancelled_on or session.starts_on <= timezone.localdate(now):
        raise Refused(f"« {session} » ne reçoit plus de candidature à étudier.")
    if fresh.state == ApplicationState.UNDER_REVIEW and fresh.session_id is None:
        return place(fresh, session, by=by, at=now)
    pooled = fresh.state == ApplicationState.POOLED
    move(fresh, ApplicationState.UNDER_REVIEW, session=session, by=by, at=now)
    if pooled:
        tell(fresh, "studied_again", now)
    return fresh
