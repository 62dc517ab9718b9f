"""What is written of itself: a form whose window opens, and its reminders. Safe to run twice, and on two machines."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .letters import invite
from .models import Moment, Participation, ParticipationState
from .services import follow, lock
from .windows import BEFORE, reminder_due, window


def remind(at: datetime) -> int:
    """Open the six-month forms whose time has come, then write the reminders of the day. Returns how many."""
    _open_six_months(at)
    asked = (
        Participation.objects.followed()
        .exclude(next_moment="")
        .exclude(state=ParticipationState.EXIT_COMPLETE)
        .filter(entry_on__lte=timezone.localdate(at))
        .select_related("person", "operation")
    )
    return sum(_remind(row, at) for row in list(asked))


def _open_six_months(at: datetime) -> None:
    opening = timezone.localdate(at) + BEFORE
    rows = Participation.objects.followed().filter(
        state=ParticipationState.EXIT_COMPLETE, next_due_on__lte=opening
    )
    for pk in rows.values_list("pk", flat=True):
        with transaction.atomic():
            follow(lock(pk), at=at)


def _remind(row: Participation, at: datetime) -> bool:
    moment = Moment(row.next_moment)
    asked = window(moment, row.entry_on, row.exit_on)
    if asked is None:
        return False
    days = reminder_due(moment, asked.opens_on, timezone.localdate(at))
    return days is not None and invite(row, moment, days=days, at=at)
