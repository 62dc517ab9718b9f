"""The reviews to hold, in the calendar of whoever follows the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm.journeys.agenda import Dated

from .models import PlanState, Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def reviews(user: User, start: date, end: date) -> list[Dated]:
    if not user.has_perm("crm_support.view_supportplan"):
        return []
    rows = Review.objects.filter(
        plan__referent=user,
        held_at__isnull=True,
        due_on__gte=start,
        due_on__lt=end,
        plan__state__in=[PlanState.ACTIVE, PlanState.EXTENDED],
        plan__person__anonymised_at__isnull=True,
    ).select_related("plan__person")
    return [
        Dated(
            f"bilan-{row.pk}", row.plan.person, f"Bilan du {row.month}e mois",
            row.due_on, row.due_on + timedelta(days=1),
        )
        for row in rows
    ]  # fmt: skip
