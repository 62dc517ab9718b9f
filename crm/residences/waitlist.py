"""Waiting for a place: what residences answer to the machine of waiting lists, one list a kind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters.services import outbox_is_shut
from crm.waiting import services as waiting
from crm.waiting.deadlines import after_hours
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import promote
from crm.waiting.takers import Taker

from . import letters, places
from .models import Residence
from .moving import WAITS_FOR

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "La demande n’attend plus de place."


def entry_of(row: Residence) -> WaitEntry | None:
    return waiting.live_entry(WAITS_FOR, row.kind, str(row.pk))


def leave(row: Residence, to: WaitState, *, by: User | None, reason: str, now: datetime) -> None:
    """Take a residence off its list: its offer ends in a state, or it stops waiting."""
    entry = entry_of(row)
    if entry is None:
        return
    ends = to if entry.state == WaitState.OFFERED else WaitState.REMOVED
    waiting.move(entry, ends, by=by, reason=reason, at=now)


def pass_on(kind: str, *, by: User | None = None, at: datetime) -> list[WaitEntry]:
    """Offer the days that are free to whoever comes first and fits; later when nothing can be written now."""
    if outbox_is_shut():
        return []
    return promote(WAITS_FOR, kind, by=by, at=at)


def hold(key: str) -> None:
    """The list itself is the lock of the places of a kind."""


def free(key: str) -> int:
    """Places are given by days: each entry is tried on its own dates, by `refuse`."""
    return places.places_of(key)


def blocked(key: str, at: datetime) -> str:
    return ""


def refuse(entry: WaitEntry, at: datetime) -> str:
    row = Residence.objects.filter(pk=int(entry.reference)).first()
    if row is None or row.waiting_since is None:
        return GONE
    if row.starts_on < timezone.localdate(at):
        return "Ses dates sont passées."
    return places.why_full(row)


def offer(entry: WaitEntry, by: User | None, reason: str, at: datetime) -> None:
    row = Residence.objects.select_for_update().get(pk=int(entry.reference))
    if row.waiting_since is None:
        raise Refused(GONE)
    places.take(row)
    until = after_hours(at)
    waiting.offer(entry, until, by=by, at=at)
    letters.tell(row, letters.OFFERED, at, until=until)


TAKER = Taker(hold=hold, free=free, blocked=blocked, refuse=refuse, offer=offer)
