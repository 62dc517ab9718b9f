"""What messages put in an advisor's day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .models import ContactRequest, RequestState

A_BLOCK = 20
LATE_AFTER = timedelta(days=3)
AN_EXTRACT = 90
RIGHTS = ("crm_welcome.change_contactrequest", "crm_people.read_file")


@stepwise
def messages(user: User, at: datetime) -> Steps[Block | None]:
    """What nobody answers for yet, the oldest first."""
    if not user.has_perms(RIGHTS):
        return None
    rows = ContactRequest.objects.waiting()
    found = yield from first(rows.order_by("received_at", "pk"), A_BLOCK)
    lines = [_line(row, at) for row in found.rows]
    return Block(
        "messages",
        "Messages du site",
        lines,
        found.total,
        f"{counted(found.total, 'message')} du site à traiter",
        f"{reverse('crm_messages')}?etat=attente",
    )


def _line(row: ContactRequest, at: datetime) -> Line:
    days = (timezone.localdate(at) - timezone.localdate(row.received_at)).days
    filed = " Rattaché à un dossier sans référent." if row.state == RequestState.FILED else ""
    return Line(
        label=row.sender,
        url=reverse("crm_message", args=[row.pk]),
        why=f"{row.get_kind_display().capitalize()}, {row.get_topic_display()}. {extract(row)}{filed}",
        when=counted(days, "jour") if days > 0 else "aujourd’hui",
        late=at - row.received_at > LATE_AFTER,
        icon="phone" if row.wants_a_call else "mail",
    )


def extract(row: ContactRequest) -> str:
    """The beginning of a message, on one line; when to call, where nothing was written."""
    text = " ".join(row.said.text.split()) or row.said.when
    return f"{text[:AN_EXTRACT].rstrip()}…" if len(text) > AN_EXTRACT else text
