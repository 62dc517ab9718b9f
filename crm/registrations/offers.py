"""The answers to an offered place: taken, let go, or left without an answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import ahead_of
from editorial.plugins import FORUM_EDITION

from . import letters
from .models import Registration, RegistrationState
from .moving import hold, move
from .releasing import release
from .seats import coming, seat_group
from .waitlist import entry_of, promote_edition, promote_slots, why_blocked
from .windows import answer_before
from .workshops import LATE, settle_wishes

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DECLINED = "Place déclinée."
IN_TIME = "Offre restée sans réponse dans le délai."
NONE = "Aucune place n’est proposée à cette inscription."


def _running(row: Registration, at: datetime) -> WaitEntry:
    entry = entry_of(row)
    if row.state != RegistrationState.OFFERED or entry is None or entry.offer_expires_at is None:
        raise Refused(NONE)
    if at > entry.offer_expires_at:
        raise Refused(LATE)
    return entry


@transaction.atomic
def accept(
    registration: Registration, *, by: User | None = None, at: datetime | None = None
) -> Registration:
    """The group takes its places. Done twice, nothing more happens. Raises Refused too late."""
    now = at or timezone.now()
    roster, row = hold(registration)
    if row.state == RegistrationState.CONFIRMED:
        return row
    entry = _running(row, now)
    people = coming(row)
    waiting.move(entry, WaitState.ACCEPTED, by=by, at=now)
    move(row, RegistrationState.CONFIRMED, by=by, at=now)
    settle_wishes(roster, people, now)
    letters.confirmed(row, people, now)
    registration.refresh_from_db()
    return row


@transaction.atomic
def decline(
    registration: Registration,
    *,
    back: bool = False,
    by: User | None = None,
    at: datetime | None = None,
) -> Registration:
    """The group lets its places go to the next one, and leaves, or goes `back` to the end of the list."""
    now = at or timezone.now()
    roster, row = hold(registration)
    if row.state == RegistrationState.CANCELLED:
        return row
    entry = _running(row, now)
    people = coming(row)
    freed = release(people, DECLINED, by=by, at=now)
    waiting.move(entry, WaitState.DECLINED, reason=DECLINED, by=by, at=now)
    if back and not why_blocked(roster, now):
        move(row, RegistrationState.WAITLISTED, reason=DECLINED, by=by, at=now)
        again = waiting.join(
            FORUM_EDITION, str(row.edition_id), person=None, reference=str(row.pk),
            party_size=len(people), by=by, at=now,
        )  # fmt: skip
        letters.waitlisted(row, ahead_of(again), len(people), now)
    else:
        move(row, RegistrationState.CANCELLED, reason=DECLINED, by=by, at=now)
        letters.cancelled(row, "", now)
    promote_edition(row.edition_id, now)
    promote_slots(freed, now)
    registration.refresh_from_db()
    return row


@transaction.atomic
def expire(entry: WaitEntry, *, at: datetime) -> bool:
    """End an offer whose time is over, in favour of the next one. False when somebody was faster."""
    _, row = hold(Registration.objects.get(pk=int(entry.reference)))
    rows = WaitEntry.objects.filter(pk=entry.pk, state=WaitState.OFFERED, offer_expires_at__lt=at)
    late = rows.first()
    if late is None or row.state != RegistrationState.OFFERED:
        return False
    freed = release(coming(row), IN_TIME, by=None, at=at)
    waiting.move(late, WaitState.EXPIRED, reason=IN_TIME, at=at)
    move(row, RegistrationState.CANCELLED, reason=IN_TIME, at=at)
    letters.offer_expired(row, at)
    promote_edition(row.edition_id, at)
    promote_slots(freed, at)
    return True


@transaction.atomic
def seat_by_hand(
    registration: Registration, *, by: User, at: datetime | None = None
) -> Registration:
    """An agent has reached by telephone a group that waits and that no letter reaches: its places are its own."""
    now = at or timezone.now()
    roster, row = hold(registration)
    entry = entry_of(row)
    if row.state != RegistrationState.WAITLISTED or entry is None:
        raise Refused("Cette inscription n’attend pas de place.")
    if not seat_group(roster, coming(row)):
        raise Refused("Il ne reste pas assez de places pour ce groupe.")
    waiting.offer(entry, answer_before(roster, now), by=by, at=now)
    move(row, RegistrationState.OFFERED, reason="De vive voix.", by=by, at=now)
    return accept(row, by=by, at=now)
