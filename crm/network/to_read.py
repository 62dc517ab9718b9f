"""The day of an advisor: the cards to read over, and the messages that were reported."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written

from .models import Card, CardState, ContactMessage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINES = 15


@stepwise
def cards(user: User, at: datetime) -> Steps[Block | None]:
    if not user.has_perms(["crm_network.publish_card", "crm_network.view_contactmessage"]):
        return None
    reported = ContactMessage.objects.reported().filter(card=OuterRef("pk"))
    found = (
        Card.objects.annotate(reported=Exists(reported))
        .filter(Q(state=CardState.PROPOSED) | Q(reported=True))
        .filter(person__merged_into__isnull=True, person__anonymised_at__isnull=True)
        .select_related("person")
        .order_by("proposed_at", "pk")
    )
    shown = yield from first(found, LINES)
    return Block(
        name="network",
        heading="Annuaire",
        lines=[
            Line(
                label=row.display_name,
                url=reverse("crm_card", args=[row.pk]),
                why="message signalé" if row.reported else f"fiche à relire, {row.trade}",
                when=written(timezone.localdate(row.proposed_at), year=False)
                if row.proposed_at
                else "",
                late=row.reported,
                icon="users",
            )
            for row in shown.rows
        ],
        total=shown.total,
        told=counted(
            shown.total, "fiche de l’annuaire à voir", "fiches de l’annuaire à voir", feminine=True
        ),
        url=reverse("crm_network"),
    )
