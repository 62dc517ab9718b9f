"""What the indicators count of the waiting list for offices, as of any day."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

from django.utils import timezone

from crm.registers.calendar import add_months
from crm.waiting.spells import accepted_between
from crm.waiting.spells import waiting_on as spells_on

from .kind import KIND


def waiting_on(day: date) -> set[int]:
    """Return the ids of persons who waited for an office at the end of a day, offers to answer included."""
    return set(spells_on(KIND, day).order_by().values_list("entry__person", flat=True))


def median_wait(day: date) -> int | None:
    """Return the median wait, in whole days, of those who took an office in the twelve months that end on a day.

    A wait runs from the day that gives its rank in the list to the day of the yes. None without any.
    """
    year = accepted_between(KIND, add_months(day, -12) + timedelta(days=1), day)
    waits = [
        (timezone.localdate(row.ended_at) - timezone.localdate(row.entry.joined_at)).days
        for row in year
    ]
    return round(median(waits)) if waits else None
