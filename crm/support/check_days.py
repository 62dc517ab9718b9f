"""On which days it is asked what becomes of an activity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from crm.registers.calendar import add_months

from .models import ActivityCheck, ActivityCreation

# Nobody answered for so long: it is not known any more.
GIVEN_UP = 12  # months


def lay_checks(activities: Iterable[ActivityCreation]) -> None:
    """Write the questions of some activities; those that are there already stay as they are."""
    ActivityCheck.objects.bulk_create(
        (
            ActivityCheck(activity=row, month=month, due_on=add_months(row.started_on, month))
            for row in activities
            for month in settings.ACTIVITY_CHECK_MONTHS
        ),
        ignore_conflicts=True,
    )


def lay_missing(at: datetime) -> None:
    """Write the questions of the activities that have none, when the first one is not of long ago."""
    today = timezone.localdate(at)
    recent = add_months(today, -GIVEN_UP - min(settings.ACTIVITY_CHECK_MONTHS, default=0))
    lay_checks(
        ActivityCreation.objects.filter(
            started_on__gt=recent, checks__isnull=True, person__anonymised_at__isnull=True
        )
    )
