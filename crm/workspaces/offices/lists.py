"""Joining the waiting list for offices, leaving it, coming back, passing before others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.services import heard_from
from crm.support.entitlement import free_spans, is_free
from crm.waiting import services as waiting
from crm.waiting.models import Priority, WaitEntry, WaitState
from crm.waiting.promoting import promote

from ..models import OfferState, OfficeRequest, OfficeState
from . import letters
from .kind import KEY, KIND
from .offers import BY_PERSON, close_offer, give_to_the_next, running
from .requests import move_request

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from crm.support.models import SupportPlan

ACCOMPANIED = "Accompagnement commencé."


def priority_of(person: int | None, at: datetime) -> Priority:
    """Accompanied people pass first, where the house says so."""
    spans = free_spans([person]).get(person, []) if person else []
    accompanied = is_free(spans, timezone.localdate(at))
    first = settings.OFFICES_ACCOMPANIED_FIRST and accompanied
    return Priority.FIRST if first else Priority.NORMAL


def follow_plan(plan: SupportPlan, by: User | None, at: datetime) -> None:
    """A plan has changed: who is accompanied from now on passes first. Nobody is put back by it."""
    line = WaitEntry.objects.of(KIND, KEY).in_line().filter(priority_class=Priority.NORMAL)
    for entry in line.filter(person=plan.person_id).select_related("waiting_list"):
        if priority_of(entry.person_id, at) == Priority.FIRST:
            waiting.rank(entry, Priority.FIRST, reason=ACCOMPANIED, by=by, at=at)


def entry_of(row: OfficeRequest) -> WaitEntry | None:
    return waiting.live_entry(KIND, KEY, str(row.pk))


def rank_of(row: OfficeRequest) -> int | None:
    """Return the rank of a request, from 1, among those that want the same site or any; None when it does not wait."""
    entry = entry_of(row)
    if entry is None or entry.state != WaitState.WAITING:
        return None
    line = WaitEntry.objects.of(KIND, KEY).in_line()
    ahead = [int(one.reference) for one in line]
    before = ahead[: ahead.index(row.pk)]
    if row.site_id is None:
        return len(before) + 1
    elsewhere = OfficeRequest.objects.filter(pk__in=before).exclude(site=None)
    return len(before) - elsewhere.exclude(site=row.site_id).count() + 1


@transaction.atomic
def enlist(
    row: OfficeRequest, *, by: User | None = None, at: datetime | None = None, reason: str = ""
) -> WaitEntry:
    """Put a request on the list, and tell its person their rank. Who let an offer pass comes back to the end."""
    now = at or timezone.now()
    waiting.lock_list(KIND, KEY)
    move_request(row, OfficeState.WAITING, by=by, reason=reason, at=now)
    person = row.person
    if person is None:
        raise Refused("Rattachez d’abord la demande à un dossier.")
    entry = waiting.join(
        KIND, KEY, person=person, reference=str(row.pk), party_size=row.desks,
        priority=priority_of(person.pk, now), by=by, reason=reason, at=now,
    )  # fmt: skip
    letters.listed(row, rank_of(row) or 1, now)
    return entry


@transaction.atomic
def rejoin(row: OfficeRequest, *, at: datetime | None = None) -> WaitEntry:
    """The person comes back after an offer that passed."""
    now = at or timezone.now()
    entry = enlist(row, at=now, reason=BY_PERSON)
    if entry.person:
        heard_from(entry.person, at=now)
    return entry


@transaction.atomic
def leave(
    row: OfficeRequest,
    to: OfficeState,
    *,
    reason: str,
    by: User | None = None,
    at: datetime | None = None,
) -> OfficeRequest:
    """End a request that is refused, withdrawn or given otherwise: its offer and its place in the list go with it."""
    now = at or timezone.now()
    waiting.lock_list(KIND, KEY)
    was_kept = False
    if (offer := running(row)) is not None:
        close_offer(offer, OfferState.WITHDRAWN, reason=reason, by=by, at=now)
        was_kept = True
    elif (entry := entry_of(row)) is not None:
        waiting.move(entry, WaitState.REMOVED, by=by, reason=reason, at=now)
    move_request(row, to, by=by, reason=reason, at=now)
    if to == OfficeState.REFUSED:
        letters.refused(row, reason, now)
    if was_kept:
        give_to_the_next(now)
    return row


@transaction.atomic
def withdraw(row: OfficeRequest, *, at: datetime | None = None) -> OfficeRequest:
    """The person needs no office any more."""
    now = at or timezone.now()
    leave(row, OfficeState.WITHDRAWN, reason=BY_PERSON, at=now)
    if row.person is not None:
        heard_from(row.person, at=now)
    return row


@transaction.atomic
def offer_now(*, by: User | None, at: datetime | None = None) -> list[WaitEntry]:
    """Offer what is free to those whom it fits, in their order. Raises Refused when there is nobody, or nothing."""
    now = at or timezone.now()
    if not WaitEntry.objects.of(KIND, KEY).in_line().exists():
        raise Refused("Personne n’attend de bureau.")
    offered = promote(KIND, KEY, by=by, at=now)
    if not offered:
        raise Refused(
            "Aucun bureau libre ne convient à ceux qui attendent\u00a0: "
            "le motif est à côté de chaque nom."
        )
    return offered
