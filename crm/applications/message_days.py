"""The messages of applicants in an advisor's day: one's own first comers, and what has waited too long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.journeys.models import Journey
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .models import Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_BLOCK = 20
LATE_AFTER = timedelta(days=3)
AN_EXTRACT = 90
RIGHTS = (
    "crm_applications.view_application",
    "crm_people.read_file",
    "crm_journeys.add_interaction",
)


@stepwise
def messages(user: User, at: datetime) -> Steps[Block | None]:
    """Those of the journeys one follows, those that nobody follows, and everybody's after three days."""
    if not user.has_perms(RIGHTS):
        return None
    mine = Journey.objects.owned_by(user, timezone.localdate(at)).values("pk")
    rows = Message.objects.waiting().filter(
        Q(application__journey__in=mine)
        | Q(application__journey__owner__isnull=True)
        | Q(at__lt=at - LATE_AFTER)
    )
    if not user.has_perm("crm_applications.decide_application"):
        rows = rows.filter(application__isnull=False)
    asked = rows.select_related("application__person", "submission").order_by("at", "pk")
    found = yield from first(asked, A_BLOCK)
    lines = [_line(row, at) for row in found.rows]
    told = counted(found.total, "message de candidat", "messages de candidats")
    return Block("messages-candidats", "Messages de candidats", lines, found.total, told)


def _line(row: Message, at: datetime) -> Line:
    days = (timezone.localdate(at) - timezone.localdate(row.at)).days
    if row.application is not None:
        label = str(row.application.person)
        url = f"{reverse('crm_application', args=[row.application_id])}#messages"
    else:
        said = row.submission.payload if row.submission else {}
        label = f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
        url = reverse("crm_submission", args=[row.submission_id])
    return Line(
        label=label or str(row),
        url=url,
        why=_extract(row.text),
        when=counted(days, "jour") if days > 0 else "aujourd’hui",
        late=at - row.at > LATE_AFTER,
        icon="mail",
    )


def _extract(text: str) -> str:
    plain = " ".join(text.split())
    return f"{plain[:AN_EXTRACT].rstrip()}…" if len(plain) > AN_EXTRACT else plain
