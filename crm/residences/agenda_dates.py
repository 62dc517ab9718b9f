"""The dates of residences in the calendar of the journey's referent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from crm.journeys.agenda import A_CALL, Dated
from crm.journeys.models import Journey

from .models import Residence, ResidenceState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_DAY = timedelta(days=1)
COMING = [ResidenceState.GRANTED, ResidenceState.RUNNING]


def residences(user: User, start: date, end: date) -> list[Dated]:
    """Their stays, and the appointments of their reviews."""
    rows = Residence.objects.filter(
        Q(state__in=COMING, starts_on__lt=end, ends_on__gte=start)
        | Q(
            state__in=[ResidenceState.RUNNING, ResidenceState.ENDED],
            review_at__date__gte=start,
            review_at__date__lt=end,
        ),
        journey__in=Journey.objects.owned_by(user).values("pk"),
        person__anonymised_at__isnull=True,
    ).select_related("person")
    found = []
    for row in rows:
        if row.state in COMING and row.starts_on < end and row.ends_on >= start:
            found.append(_stay(row))
        if row.review_at:
            until = row.review_at + A_CALL
            found.append(
                Dated(
                    f"bilan-residence-{row.pk}",
                    row.person,
                    "Bilan de résidence",
                    row.review_at,
                    until,
                )
            )
    return found


def _stay(row: Residence) -> Dated:
    what = f"Résidence {row.get_kind_display()}"
    return Dated(
        f"residence-{row.pk}", row.person, what, row.starts_on, row.ends_on + A_DAY, row.project
    )
