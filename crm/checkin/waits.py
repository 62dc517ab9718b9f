"""Who waits for the Forum or for one of its workshops, in which order, and why nothing was offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm.registrations.models import Participant, Registration
from crm.waiting.models import Skip, WaitEntry
from crm.waiting.takers import TAKERS
from editorial.plugins import FORUM_EDITION, FORUM_SLOT
from forum.models import Edition

from .rolls import workshops_of

LATEST = 12


@dataclass(frozen=True)
class Line:
    """rank: 0 for whoever holds an offer."""

    entry: WaitEntry
    who: str
    registration: int
    rank: int


@dataclass(frozen=True)
class Queue:
    """blocked: why no offer leaves at this moment, "" when one may."""

    title: str
    lines: list[Line]
    blocked: str
    skips: list[tuple[Skip, str]]


def queues_of(edition: Edition, at: datetime) -> list[Queue]:
    """The list of the edition, then those of its workshops that somebody waits for."""
    slots = {str(slot.pk): slot.title for slot in workshops_of(edition)}
    entries = list(_entries(FORUM_EDITION, [str(edition.pk)])) + list(
        _entries(FORUM_SLOT, list(slots))
    )
    names = _names(entries)
    skips = _skips(edition, list(slots))
    queues = []
    for kind, key, title in [
        (FORUM_EDITION, str(edition.pk), "Le Forum"),
        *((FORUM_SLOT, key, title) for key, title in slots.items()),
    ]:
        own = [
            one for one in entries if one.waiting_list.kind == kind and one.waiting_list.key == key
        ]
        passed = [
            one
            for one in skips
            if one.entry.waiting_list.kind == kind and one.entry.waiting_list.key == key
        ]
        if own or passed:
            blocked = TAKERS[kind].blocked(key, at) if own and kind in TAKERS else ""
            told = [(one, names.get((kind, one.entry.reference), ("", 0))[0]) for one in passed]
            queues.append(Queue(title, _ranked(kind, own, names), blocked, told[:LATEST]))
    return queues


def _entries(kind: str, keys: list[str]) -> list[WaitEntry]:
    rows = WaitEntry.objects.live().filter(waiting_list__kind=kind, waiting_list__key__in=keys)
    return list(rows.select_related("waiting_list").order_by("priority_class", "joined_at", "pk"))


def _skips(edition: Edition, slots: list[str]) -> list[Skip]:
    """The turns that passed lately, in one query."""
    rows = Skip.objects.filter(
        entry__waiting_list__kind=FORUM_EDITION, entry__waiting_list__key=str(edition.pk)
    ) | Skip.objects.filter(
        entry__waiting_list__kind=FORUM_SLOT, entry__waiting_list__key__in=slots
    )
    return list(rows.select_related("entry__waiting_list")[:100])


def _ranked(
    kind: str, entries: list[WaitEntry], names: dict[tuple[str, str], tuple[str, int]]
) -> list[Line]:
    lines, rank = [], 0
    for one in entries:
        waits = one.state == "waiting"
        rank += waits
        who, registration = names.get((kind, one.reference), ("", 0))
        lines.append(Line(one, who, registration, rank if waits else 0))
    return lines


def _names(entries: list[WaitEntry]) -> dict[tuple[str, str], tuple[str, int]]:
    """Who each entry is, and their registration: two queries."""
    references: dict[str, list[str]] = {kind: [] for kind in (FORUM_EDITION, FORUM_SLOT)}
    for one in entries:
        references[one.waiting_list.kind].append(one.reference)
    groups = Registration.objects.filter(pk__in=references[FORUM_EDITION])
    people = Participant.objects.filter(pk__in=references[FORUM_SLOT])
    return {(FORUM_EDITION, str(row.pk)): (str(row), row.pk) for row in groups} | {
        (FORUM_SLOT, str(row.pk)): (str(row), row.registration_id) for row in people
    }
