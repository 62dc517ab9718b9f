"""What the indicators count of the waiting list for offices, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models.functions import Coalesce
from django.utils import timezone

from crm.registers.calendar import add_months
from crm.waiting.models import WaitState
from crm.waiting.spells import accepted_between, waiting_on

from .kind import KIND


@dataclass(frozen=True)
class OfficeWaiting:
    """Who waits for an office at the end of a day, and how long those waited who took one before.

    people  ids of persons, offers to answer included; of files made one, the one that stayed
    waits   in whole days, from the day that gives a rank in the list to the day of the yes
    """

    people: set[int]
    waits: list[int]

    @property
    def median_wait(self) -> int | None:
        return round(median(self.waits)) if self.waits else None


def office_waiting(day: date, months: int = 12) -> OfficeWaiting:
    """Read the list as of a day, and those who took an office in the months that end on it: one query."""
    taken = accepted_between(KIND, add_months(day, -months) + timedelta(days=1), day)
    spells = (waiting_on(KIND, day) | taken).annotate(
        who=Coalesce("entry__person__merged_into_id", "entry__person_id")
    )
    found = OfficeWaiting(set(), [])
    rows = spells.order_by().values_list("who", "entry__joined_at", "ended_at", "ended_as")
    for person, joined_at, ended_at, ended_as in rows:
        ended_on = timezone.localdate(ended_at) if ended_at else None
        if ended_on is None or ended_on > day:
            found.people.add(person)
        elif ended_as == WaitState.ACCEPTED:
            found.waits.append((ended_on - timezone.localdate(joined_at)).days)
    return found
