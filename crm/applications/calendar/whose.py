"""Whose a session is. A trainer opens those they teach or are named on, and not one more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from crm.applications.models import Enrolment, SessionTrainer, TaughtHalfDay
from crm.applications.seats import lock_roster
from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.team import BACKEND
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

EVERY = "crm_applications.see_every_roster"


def sessions_of_trainer(user: User) -> Q:
    """The sessions somebody teaches or is named on, whatever became of their half-days."""
    taught = TaughtHalfDay.objects.filter(trainer=user.pk).values("session")
    named = SessionTrainer.objects.filter(user=user.pk).values("session")
    return Q(pk__in=taught) | Q(pk__in=named)


def sessions_for(user: User) -> QuerySet[Session]:
    """The sessions that somebody may open."""
    rows = Session.objects.select_related("course")
    return rows if user.has_perm(EVERY) else rows.filter(sessions_of_trainer(user))


def session_for(user: User, pk: int) -> Session:
    """One of them. Another is not found: nothing says that it is there."""
    return get_object_or_404(sessions_for(user), pk=pk)


def half_day_for(user: User, pk: int) -> TaughtHalfDay:
    rows = TaughtHalfDay.objects.select_related("session__course", "trainer", "space", "module")
    row = get_object_or_404(rows, pk=pk)
    check_session(user, row.session_id)
    return row


def enrolment_for(user: User, pk: int) -> Enrolment:
    rows = Enrolment.objects.select_related("application__person", "roster__session__course")
    row = get_object_or_404(rows, pk=pk, application__person__anonymised_at__isnull=True)
    check_session(user, row.roster.session_id)
    return row


def check_session(user: User, session: int) -> None:
    if not sessions_for(user).filter(pk=session).exists():
        raise Http404


def trainers() -> QuerySet[User]:
    """Those who may be given a half-day: active accounts that note presences, by name."""
    accounts = get_user_model().objects.with_perm(
        "crm_applications.add_attendance", backend=BACKEND
    )
    return accounts.filter(is_active=True).order_by("last_name", "first_name", "username")


@transaction.atomic
def name_trainers(
    session: Session, users: list[User], *, by: User | None, at: datetime | None = None
) -> None:
    """Say who teaches a session, half-days or not. Those who are left out lose it, unless they teach one."""
    roster = lock_roster(session)
    before = set(SessionTrainer.objects.filter(session=session).values_list("user", flat=True))
    wanted = {user.pk for user in users}
    if before == wanted:
        return
    SessionTrainer.objects.filter(session=session, user__in=before - wanted).delete()
    SessionTrainer.objects.bulk_create(
        SessionTrainer(session=session, user_id=pk) for pk in sorted(wanted - before)
    )
    record(Action.CHANGED, roster, by=by, fields=["trainers"], at=at)
