"""Which workshops people have, wait for, are offered or wish: read at once for a whole group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm.waiting.models import WaitEntry, WaitState
from editorial.plugins import FORUM_SLOT

from .models import Participant, WorkshopSeat


class Standing(StrEnum):
    HAS = "has"
    OFFERED = "offered"
    WAITS = "waits"
    WISHES = "wishes"


@dataclass(frozen=True)
class Choice:
    """Where somebody stands with a workshop. `until`: the last moment to answer an offer."""

    slot: int
    standing: Standing
    until: datetime | None = None


def choices_of(people: Iterable[Participant]) -> dict[int, dict[int, Choice]]:
    """Return, per participant id, their choices per slot id: two queries, whatever their number."""
    rows = list(people)
    found: dict[int, dict[int, Choice]] = {
        one.pk: {pk: Choice(pk, Standing.WISHES) for pk in one.wishes} for one in rows
    }
    for entry in _entries(rows):
        pk = int(entry.waiting_list.key)
        if entry.state == WaitState.WAITING:
            found[int(entry.reference)][pk] = Choice(pk, Standing.WAITS)
    for seat in WorkshopSeat.objects.filter(participant__in=rows, slot__isnull=False):
        if seat.participant_id is None or seat.slot_id is None:
            continue
        standing = Standing.OFFERED if seat.held_until else Standing.HAS
        choice = Choice(seat.slot_id, standing, seat.held_until)
        found[seat.participant_id][seat.slot_id] = choice
    return found


def _entries(people: Iterable[Participant]) -> Iterable[WaitEntry]:
    rows = WaitEntry.objects.live().filter(waiting_list__kind=FORUM_SLOT)
    found = rows.filter(reference__in=[str(one.pk) for one in people])
    return found.select_related("waiting_list")
