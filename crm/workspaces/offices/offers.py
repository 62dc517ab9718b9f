"""The doors of offers. The waiting list is the lock of them all: an answer and the end of a delay pass one by one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.services import heard_from
from crm.waiting import services as waiting
from crm.waiting.deadlines import after_hours
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import promote

from ..models import OFFER_PATHS, OfferState, OfficeOffer, OfficeRequest, OfficeState
from . import letters
from .holding import confirm, give_back, hold_offices
from .kind import KEY, KIND
from .requests import move_request
from .searching import term_of
from .words import moment_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BY_PERSON = "Par la personne, depuis sa page."
IN_TIME = "Offre restée sans réponse dans le délai."
ENTRY = {
    OfferState.ACCEPTED: WaitState.ACCEPTED,
    OfferState.DECLINED: WaitState.DECLINED,
    OfferState.EXPIRED: WaitState.EXPIRED,
    OfferState.WITHDRAWN: WaitState.REMOVED,
}
# What becomes of the request when its offer is not taken; withdrawn, whoever withdraws it says.
AFTER = {
    OfferState.ACCEPTED: OfficeState.GIVEN,
    OfferState.DECLINED: OfficeState.PASSED,
    OfferState.EXPIRED: OfficeState.PASSED,
}


def make(entry: WaitEntry, *, by: User | None, at: datetime) -> OfficeOffer:
    """Keep offices for an entry of the list and tell its person. The list is locked already."""
    row = OfficeRequest.objects.select_related("person", "site").get(pk=int(entry.reference))
    until = after_hours(at)
    term = term_of(row, until)
    bookings = hold_offices(row, term, by=by, at=at)
    offer = OfficeOffer.objects.create(
        request=row,
        entry=entry,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        offered_at=at,
        expires_at=until,
    )
    offer.bookings.set(bookings)
    record(Action.CREATED, offer, by=by, person_id=row.person_id, at=at)
    letters.offered(offer, at)
    waiting.offer(entry, until, by=by, at=at)
    return offer


def running(row: OfficeRequest) -> OfficeOffer | None:
    return row.offers.filter(state=OfferState.RUNNING).first()  # type: ignore[attr-defined,no-any-return]


@transaction.atomic
def close_offer(
    offer: OfficeOffer,
    to: OfferState,
    *,
    reason: str,
    by: User | None = None,
    at: datetime | None = None,
) -> OfficeOffer:
    """The only door out of an offer: its offices are confirmed or given back, its entry and its request follow.

    Raises Refused once it is closed, or when it is too late to answer it.
    """
    now = at or timezone.now()
    waiting.lock_list(KIND, KEY)
    row = OfficeOffer.objects.select_related("request__person", "entry").get(pk=offer.pk)
    before = OfferState(row.state)
    if to not in OFFER_PATHS[before]:
        raise Refused(f"Cette offre est déjà close\u00a0: elle est {before.label}.")
    if to in {OfferState.ACCEPTED, OfferState.DECLINED} and now > row.expires_at:
        raise Refused(
            f"Il fallait répondre avant le {moment_words(row.expires_at)}\u00a0: "
            "les bureaux ne sont plus gardés."
        )
    if to == OfferState.ACCEPTED:
        confirm(row, by=by, at=now)
    else:
        give_back(row, reason, by=by, at=now)
    row.state, row.answered_at = to, now
    row.save(update_fields=["state", "answered_at"])
    record(
        Action.MOVED, row, by=by, person_id=row.request.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    waiting.move(row.entry, ENTRY[to], by=by, reason=reason, at=now)
    if to in AFTER:
        move_request(row.request, AFTER[to], by=by, reason=reason, at=now)
    offer.refresh_from_db()
    return row


@transaction.atomic
def accept(
    offer: OfficeOffer, *, by: User | None = None, at: datetime | None = None
) -> OfficeOffer:
    """The person takes what is offered: by their own link, or through an agent who heard them say so."""
    now = at or timezone.now()
    row = close_offer(offer, OfferState.ACCEPTED, reason=_said(by), by=by, at=now)
    _heard(row, now)
    return row


@transaction.atomic
def decline(
    offer: OfficeOffer, *, by: User | None = None, at: datetime | None = None
) -> OfficeOffer:
    now = at or timezone.now()
    row = close_offer(offer, OfferState.DECLINED, reason=_said(by), by=by, at=now)
    _heard(row, now)
    promote(KIND, KEY, at=now)
    return row


def _said(by: User | None) -> str:
    return BY_PERSON if by is None else "De vive voix."


def _heard(offer: OfficeOffer, now: datetime) -> None:
    if offer.request.person is not None:
        heard_from(offer.request.person, at=now)


@transaction.atomic
def expire(offer: OfficeOffer, *, at: datetime) -> bool:
    """End an offer whose time is over and tell its person. False when somebody was faster."""
    waiting.lock_list(KIND, KEY)
    row = OfficeOffer.objects.filter(
        pk=offer.pk, state=OfferState.RUNNING, expires_at__lt=at
    ).first()
    if row is None:
        return False
    closed = close_offer(row, OfferState.EXPIRED, reason=IN_TIME, at=at)
    letters.expired(closed, at)
    return True
