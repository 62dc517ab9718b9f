"""The needs whose day is past, in the day of those who look after them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.people.models import HouseholdMember, MemberRole
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .models import Need

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINES = 15


@stepwise
def due_needs(user: User, at: datetime) -> Steps[Block | None]:
    """Needs past their day that the user looks after or nobody does."""
    if not user.has_perm("crm_needs.view_need"):
        return None
    today = timezone.localdate(at)
    reference = HouseholdMember.objects.filter(
        household=OuterRef("household"),
        role=MemberRole.REFERENCE,
        ends_on__isnull=True,
        person__anonymised_at__isnull=True,
        person__merged_into__isnull=True,
    )
    due = (
        Need.objects.late(today)
        .owned_by(user)
        .annotate(read_in=Subquery(reference.values("person")[:1]))
        .filter(read_in__isnull=False)
        .select_related("household", "member__person")
    )
    found = yield from first(due, LINES)
    return Block(
        name="needs",
        heading="Besoins en attente",
        lines=[
            Line(
                label=str(row.household),
                url=reverse("crm_person", args=[row.read_in]) + "#needs",
                why=f"{row}\N{NO-BREAK SPACE}: {row.text}",
                when=counted((today - row.due_on).days, "jour") if row.due_on else "",
                late=True,
            )
            for row in found.rows
        ],
        total=found.total,
        told=counted(
            found.total, "besoin dont le jour est passé", "besoins dont le jour est passé"
        ),
    )
