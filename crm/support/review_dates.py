"""The reviews to hold, in the calendar of whoever follows the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from crm.journeys.agenda import Dated

from .models import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def reviews(user: User, start: date, end: date) -> list[Dated]:
    if not user.has_perm("crm_support.view_supportplan"):
        return []
    rows = (
        Review.objects.to_hold(start)
        .filter(plan__referent=user, due_on__gte=start, due_on__lt=end)
        .select_related("plan__person")
    )
    return [
        Dated(
            f"bilan-{row.pk}", row.plan.person, capfirst(str(row)),
            row.due_on, row.due_on + timedelta(days=1),
        )
        for row in rows
    ]  # fmt: skip
