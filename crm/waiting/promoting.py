"""A place is free: whose turn it is, and why it was not somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused

from .models import Skip, WaitEntry, WaitState
from .services import lock_list
from .takers import TAKERS, Taker

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def promote(
    kind: str,
    key: str,
    *,
    places: int | None = None,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> list[WaitEntry]:
    """Offer what is free to those whose turn it is, for `places` places at most when told.

    Order: class, then time in the list, then number. Who does not fit lets the turn pass, and why
    is kept. Returns those who were made an offer, none when something blocks the list.
    """
    now = at or timezone.now()
    if not WaitEntry.objects.of(kind, key).in_line().exists():
        return []
    taker = TAKERS[kind]
    waiting_list = lock_list(kind, key)
    if waiting_list.closed_at or taker.blocked(key, now):
        return []
    free = taker.free(key)
    left = free if places is None else min(free, places)
    return _go_through(waiting_list.entries.in_line(), taker, left, by, reason, now)  # type: ignore[attr-defined]


def _go_through(
    line: Iterable[WaitEntry],
    taker: Taker,
    left: int,
    by: User | None,
    reason: str,
    now: datetime,
) -> list[WaitEntry]:
    offered: list[WaitEntry] = []
    passed: list[tuple[WaitEntry, str]] = []
    for entry in line:
        if left <= 0:
            break
        why = _fits(entry, left) or taker.refuse(entry, now)
        if not why:
            why = _offer(entry, taker, by, reason, now)
        if why:
            passed.append((entry, why))
            continue
        left -= entry.party_size
        offered.append(entry)
        _note(passed, entry, now)
    _note([(entry, why) for entry, why in passed if entry.skip_reason != why], None, now)
    return offered


def _fits(entry: WaitEntry, left: int) -> str:
    if entry.party_size <= left:
        return ""
    return f"Demande {entry.party_size} places, il en reste {left}."


def _offer(entry: WaitEntry, taker: Taker, by: User | None, reason: str, now: datetime) -> str:
    """Make the offer. Return what stood in the way, undone then, or ""."""
    try:
        with transaction.atomic():
            taker.offer(entry, by, reason, now)
    except Refused as refusal:
        return str(refusal)
    entry.refresh_from_db()
    if entry.state != WaitState.OFFERED:
        raise RuntimeError(f"The offer of {entry.pk} was not noted.")
    return ""


def _note(passed: list[tuple[WaitEntry, str]], passed_by: WaitEntry | None, now: datetime) -> None:
    """Keep why turns passed: each time that somebody behind gets the place, and when the reason is new."""
    for entry, why in passed:
        entry.skip_reason = why[:240]
        entry.save(update_fields=["skip_reason"])
    Skip.objects.bulk_create(
        Skip(entry=entry, at=now, reason=why[:240], passed_by=passed_by) for entry, why in passed
    )


def ahead_of(entry: WaitEntry) -> int:
    """How many of its list pass before an entry that waits."""
    line = WaitEntry.objects.filter(waiting_list=entry.waiting_list_id).in_line()
    order = list(line.values_list("pk", flat=True))
    return order.index(entry.pk) if entry.pk in order else 0
