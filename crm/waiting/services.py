"""The doors of waiting lists: joined, offered, answered, left. One at a time passes for each list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import LIVE, WAIT_PATHS, Priority, WaitEntry, WaitingList, WaitState
from .spells import follow, open_spells
from .takers import TAKERS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ALREADY = "Cette personne est déjà sur la liste d’attente."


def lock_list(kind: str, key: str) -> WaitingList:
    """Return the list of a target, made when it is missing, locked until the transaction ends.

    What the target's places hang on is locked first, always: nobody waits in a ring.
    """
    if kind in TAKERS:
        TAKERS[kind].hold(key)
    WaitingList.objects.get_or_create(kind=kind, key=key)
    return WaitingList.objects.select_for_update().get(kind=kind, key=key)


@transaction.atomic
def join(
    kind: str,
    key: str,
    *,
    person: Any | None,
    reference: str,
    party_size: int = 1,
    priority: int = Priority.NORMAL,
    keeps_rank: bool = False,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> WaitEntry:
    """Put somebody on a list. Who let an offer pass comes back to the end, unless `keeps_rank`.

    Raises Refused when the person waits there already, or when the list is closed.
    """
    now = at or timezone.now()
    waiting_list = lock_list(kind, key)
    if waiting_list.closed_at:
        raise Refused("Cette liste d’attente est close.")
    earlier = (
        waiting_list.entries.filter(
            reference=reference, state__in=[WaitState.DECLINED, WaitState.EXPIRED]
        )
        .order_by("-pk")
        .first()
    )
    if earlier is not None:
        joined = {} if keeps_rank else {"joined_at": now}
        return move(earlier, WaitState.WAITING, by=by, reason=reason, at=now, **joined)
    try:
        with transaction.atomic():
            entry = WaitEntry.objects.create(
                waiting_list=waiting_list,
                person=person,
                reference=reference,
                party_size=party_size,
                priority_class=priority,
                joined_at=now,
            )
    except IntegrityError as error:
        raise Refused(ALREADY) from error
    open_spells([entry])
    record(Action.CREATED, entry, by=by, person_id=entry.person_id, at=now)
    return entry


@transaction.atomic
def move(
    entry: WaitEntry,
    to: WaitState,
    *,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
    **changes: Any,
) -> WaitEntry:
    """The only door between the states of an entry. `changes` are what the new state needs."""
    now = at or timezone.now()
    row = WaitEntry.objects.select_for_update().get(pk=entry.pk)
    before = WaitState(row.state)
    if to not in WAIT_PATHS[before]:
        raise Refused(f"Une attente « {before.label} » ne devient pas « {to.label} ».")
    if to == WaitState.REMOVED and not reason.strip():
        raise Refused("Indiquez pourquoi cette personne quitte la liste d’attente.")
    live = to in LIVE
    values = {
        "state": to,
        "offer_expires_at": None,
        "ended_at": None if live else now,
        "reason": "" if live else reason.strip()[:500],
        "skip_reason": "",
    } | changes
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=list(values))
    except IntegrityError as error:
        raise Refused(ALREADY) from error
    follow(row, before, to, now)
    record(
        Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to,
        reason=reason.strip(), at=now,
    )  # fmt: skip
    entry.refresh_from_db()
    return entry


def live_entry(kind: str, key: str, reference: str) -> WaitEntry | None:
    """The entry by which something waits for a target, or holds its offer."""
    return WaitEntry.objects.of(kind, key).live().filter(reference=reference).first()


def offer(
    entry: WaitEntry, until: datetime, *, by: User | None = None, at: datetime | None = None
) -> WaitEntry:
    """Note that a place is offered, to be answered before a moment."""
    now = at or timezone.now()
    return move(entry, WaitState.OFFERED, by=by, at=now, offered_at=now, offer_expires_at=until)


@transaction.atomic
def extend(
    entry: WaitEntry,
    until: datetime,
    *,
    reason: str,
    by: User | None = None,
    at: datetime | None = None,
) -> WaitEntry:
    """Give more time to answer an offer that runs."""
    row = WaitEntry.objects.select_for_update().get(pk=entry.pk)
    if row.state != WaitState.OFFERED:
        raise Refused("Aucune offre ne court plus pour cette personne.")
    row.offer_expires_at = until
    row.save(update_fields=["offer_expires_at"])
    record(
        Action.CHANGED, row, by=by, person_id=row.person_id, fields=["offer_expires_at"],
        reason=reason.strip(), at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def resize(
    entry: WaitEntry, party_size: int, *, by: User | None = None, at: datetime | None = None
) -> WaitEntry:
    """Say how many places an entry that waits, or holds an offer, takes from now on. Its rank stays."""
    lock_list(entry.waiting_list.kind, entry.waiting_list.key)
    row = WaitEntry.objects.select_for_update().get(pk=entry.pk)
    if row.state not in LIVE:
        raise Refused("Cette demande n’attend plus.")
    row.party_size = party_size
    row.save(update_fields=["party_size"])
    record(
        Action.CHANGED, row, by=by, person_id=row.person_id, fields=["party_size"], at=at
    )  # fmt: skip
    return row


@transaction.atomic
def rank(
    entry: WaitEntry,
    priority: Priority,
    *,
    reason: str,
    by: User | None,
    at: datetime | None = None,
) -> WaitEntry:
    """Put an entry in another class of its list. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("Indiquez pourquoi cette personne change de rang.")
    lock_list(entry.waiting_list.kind, entry.waiting_list.key)
    row = WaitEntry.objects.select_for_update().get(pk=entry.pk)
    if row.state != WaitState.WAITING:
        raise Refused("Cette personne n’attend plus : son rang ne change plus rien.")
    if row.priority_class == priority:
        raise Refused(f"Cette personne passe déjà « {priority.label} ».")
    row.priority_class = priority
    row.save(update_fields=["priority_class"])
    record(
        Action.CHANGED, row, by=by, person_id=row.person_id, fields=["priority_class"],
        reason=reason.strip(), at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def close_list(
    kind: str, key: str, *, reason: str, by: User | None = None, at: datetime | None = None
) -> int:
    """Close a list for good; who is still on it leaves for that reason. Return how many left."""
    now = at or timezone.now()
    waiting_list = lock_list(kind, key)
    if waiting_list.closed_at is None:
        waiting_list.closed_at = now
        waiting_list.save(update_fields=["closed_at"])
    left = list(waiting_list.entries.live())  # type: ignore[attr-defined]
    for entry in left:
        move(entry, WaitState.REMOVED, by=by, reason=reason, at=now)
    return len(left)
