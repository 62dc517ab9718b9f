"""The reviews that are due, in the day of those who follow the plans."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.words import counted
from editorial.dates import day as written

from .models import PlanState, Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AHEAD = timedelta(days=7)
LINES = 15


def due_reviews(user: User, at: datetime) -> Block | None:
    """Reviews past or within a week, of the plans that the user follows or nobody does."""
    if not user.has_perm("crm_support.view_supportplan"):
        return None
    today = timezone.localdate(at)
    due = Review.objects.filter(
        Q(plan__referent=user) | Q(plan__referent=None),
        held_at__isnull=True,
        due_on__lte=today + AHEAD,
        plan__state__in=[PlanState.ACTIVE, PlanState.EXTENDED],
        plan__person__anonymised_at__isnull=True,
    ).select_related("plan__person")
    rows = list(due[: LINES + 1])
    total = len(rows) if len(rows) <= LINES else due.count()
    return Block(
        name="reviews",
        heading="Bilans d’accompagnement",
        lines=[
            Line(
                label=str(row.plan.person),
                url=reverse("crm_person", args=[row.plan.person_id]) + "#support",
                why=f"Bilan du {row.month}e mois, dossier n° {row.plan.person.file_number}.",
                when=written(row.due_on, year=False),
                late=row.due_on < today,
            )
            for row in rows[:LINES]
        ],
        total=total,
        told=counted(total, "bilan à tenir", "bilans à tenir"),
    )
