"""Gestures on the letters of one batch: parked, given their hours again, withheld."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Min, QuerySet

from .models import Letter, LetterState

AT_ONCE = 500
# A batch that is later than this (the machine was off, the server down) leaves at its pace from now on.
LATE = timedelta(minutes=2)


def waiting(batches: Iterable[str]) -> QuerySet[Letter]:
    return Letter.objects.filter(batch__in=list(batches), state=LetterState.QUEUED)


def withhold(letters: QuerySet[Letter], because: str) -> int:
    """Keep letters that wait from ever leaving: one statement, which takes those still in the queue alone."""
    still = letters.filter(state=LetterState.QUEUED)
    return still.update(state=LetterState.WITHHELD, withheld_because=because, next_try_at=None)


def park(batch: str) -> int:
    """Let nothing of a batch leave until it is given hours again."""
    return waiting([batch]).update(next_try_at=None)


def give_hours(batch: str, per_minute: int, at: datetime) -> int:
    """Space the letters of a batch that wait, from a moment on."""
    rows = list(waiting([batch]).only("pk").order_by("pk"))
    for rank, letter in enumerate(rows):
        letter.next_try_at = hour(rank, per_minute, at)
    # Of those that a worker claims meanwhile, the hour says nothing any more: it is not the state.
    Letter.objects.bulk_update(rows, ["next_try_at"], batch_size=AT_ONCE)
    return len(rows)


def hour(rank: int, per_minute: int, at: datetime) -> datetime:
    """When the letter of a rank leaves."""
    return at + timedelta(seconds=60 * rank / per_minute)


def catch_up(at: datetime) -> None:
    """Move on the hours of the batches that are late, so that they leave at their pace, not all at once."""
    late = Letter.objects.filter(state=LetterState.QUEUED, next_try_at__lt=at - LATE)
    firsts = late.exclude(batch="").order_by().values("batch").annotate(first=Min("next_try_at"))
    for row in firsts:
        hours = waiting([row["batch"]]).filter(next_try_at__isnull=False)
        hours.update(next_try_at=F("next_try_at") + (at - row["first"]))
