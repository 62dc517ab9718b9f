"""A place that is offered: taken, declined, or left without an answer. One at a time passes for each kind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.services import heard_from
from crm.waiting.models import WaitEntry, WaitState

from . import places
from .models import Residence
from .moving import WAITS_FOR, change, hold
from .services import grant, refuse
from .waitlist import entry_of, leave, pass_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OVER = "Aucune place n’est plus proposée pour cette demande."
UNANSWERED = "Sans réponse dans le délai."


def offered(row: Residence, now: datetime) -> WaitEntry | None:
    """The offer that somebody may still answer."""
    entry = entry_of(row)
    if entry is None or entry.state != WaitState.OFFERED:
        return None
    return entry if entry.offer_expires_at and entry.offer_expires_at >= now else None


@transaction.atomic
def accept(row: Residence, *, by: User | None = None, at: datetime | None = None) -> None:
    """Take the place that is offered: the residence is granted."""
    now = at or timezone.now()
    locked = hold(row)
    if offered(locked, now) is None:
        raise Refused(OVER)
    grant(locked, by=by, at=now)
    heard_from(locked.person, at=now)
    row.refresh_from_db()


@transaction.atomic
def decline(row: Residence, *, by: User | None = None, at: datetime | None = None) -> None:
    """Let the place go to the next: the request ends there."""
    now = at or timezone.now()
    locked = hold(row)
    if offered(locked, now) is None:
        raise Refused(OVER)
    refuse(locked, "La personne décline la place proposée.", by=by, withdrawn=True, at=now)
    heard_from(locked.person, at=now)
    row.refresh_from_db()


def expire(at: datetime) -> int:
    """End the offers whose time is over, and return how many ended here."""
    over = WaitEntry.objects.filter(
        waiting_list__kind=WAITS_FOR, state=WaitState.OFFERED, offer_expires_at__lt=at
    )
    references = list(over.order_by("offer_expires_at", "pk").values_list("reference", flat=True))
    return sum(_end_if_over(int(reference), at) for reference in references)


@transaction.atomic
def _end_if_over(pk: int, at: datetime) -> bool:
    """The request comes back to the advisors, who call: nobody is offered a place twice by a machine."""
    row = hold(Residence.objects.get(pk=pk))
    entry = entry_of(row)
    if entry is None or entry.state != WaitState.OFFERED:
        return False
    if entry.offer_expires_at is None or entry.offer_expires_at >= at:
        return False
    places.release(row)
    leave(row, WaitState.EXPIRED, by=None, reason=UNANSWERED, now=at)
    change(row, {"waiting_since": None}, by=None, now=at)
    pass_on(row.kind, at=at)
    return True
