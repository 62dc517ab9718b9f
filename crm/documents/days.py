"""What documents put in an advisor's day: sessions whose files lack something."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from crm.applications.models import EnrolmentState, Roster
from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written
from training.models import Session

from .dossier import trainees
from .expected import SENT_BEFORE
from .production import without_a_call

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ADD = "crm_documents.add_document"
# Days around a session during which its files are looked at.
BEFORE, AFTER = timedelta(days=30), timedelta(days=60)
IN_HAND = [
    EnrolmentState.CONFIRMED,
    EnrolmentState.STARTED,
    EnrolmentState.COMPLETED,
    EnrolmentState.ABANDONED,
]
A_BLOCK = 10


def sessions_in_hand(today: date) -> Steps[list[Session]]:
    """The sessions that are near, running or just ended, and that somebody follows."""
    followed = Roster.objects.filter(enrolments__state__in=IN_HAND).values("session")
    rows = Session.objects.standing().filter(
        pk__in=followed, starts_on__lte=today + BEFORE, ends_on__gte=today - AFTER
    )
    found = yield from first(rows.select_related("course").order_by("starts_on", "pk")[:A_BLOCK])
    return found.rows


@stepwise
def lacking(user: User, at: datetime) -> Steps[Block | None]:
    """The sessions whose files lack something that is late."""
    if not user.has_perm(ADD):
        return None
    today = timezone.localdate(at)
    late: dict[Session, int] = {}
    sessions = yield from sessions_in_hand(today)
    followed = yield from trainees.steps(sessions, today)
    for one in followed:
        session = one.enrolment.roster.session
        late[session] = late.get(session, 0) + one.late
    lines = [_line(session, number) for session, number in late.items() if number]
    told = f"{counted(len(lines), 'session', feminine=True)} aux dossiers incomplets"
    return Block("documents", "Dossiers de formation incomplets", lines, len(lines), told)


def _line(session: Session, late: int) -> Line:
    return Line(
        label=str(session),
        url=reverse("crm_session_documents", args=[session.pk]),
        why=f"{counted(late, 'dossier').capitalize()} en retard d’une pièce au moins.",
        when=written(session.starts_on, year=False),
        late=True,
    )


@stepwise
def calls(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The last day to call each group together, while somebody has no call."""
    if not user.has_perm(ADD):
        return []
    today = timezone.localdate(at)
    sessions = yield from sessions_in_hand(today)
    coming = [one for one in sessions if one.starts_on > today]
    left = yield from without_a_call.steps(coming)
    return [
        Deadline(
            session.starts_on - SENT_BEFORE,
            f"{counted(left[session.pk], 'convocation', feminine=True).capitalize()} à envoyer",
            reverse("crm_session_documents", args=[session.pk]),
            f"{session}.",
        )
        for session in coming
        if left.get(session.pk) and session.starts_on - SENT_BEFORE <= until
    ]
