"""Places given back: one person of a group, a whole group, an offer that was not taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused

from . import letters
from .models import LIVE, Participant, Registration, RegistrationState, Roster
from .moving import hold, move
from .seats import coming, give_back
from .waitlist import entry_of, leave_list, promote_edition, promote_slots
from .windows import begins
from .workshops import drop

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEGUN = "Le Forum a commencé\u00a0: présentez-vous à l’accueil, ou appelez-nous."
BY_THEM = "Par la personne, depuis sa page."


def check_before_the_forum(roster: Roster, by: User | None, at: datetime) -> None:
    if by is None and at >= begins(roster.edition):
        raise Refused(BEGUN)


def release(
    people: Sequence[Participant], reason: str, *, by: User | None, at: datetime
) -> set[int]:
    """Free all that some people hold, and take them off the lists. Return the workshops that have room."""
    freed: set[int] = set()
    for one in people:
        freed |= drop(one, None, reason, by=by, at=at) or set()
    give_back(people)
    return freed


def release_all(row: Registration, reason: str, *, by: User | None, at: datetime) -> set[int]:
    entry = entry_of(row)
    if entry is not None:
        leave_list(entry, reason, by=by, at=at)
    return release(coming(row), reason, by=by, at=at)


@transaction.atomic
def cancel(
    registration: Registration,
    *,
    reason: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Registration:
    """Call a registration off: its places go to whoever waits. Done twice, nothing more happens."""
    now = at or timezone.now()
    roster, row = hold(registration)
    if row.state not in LIVE:
        return row
    check_before_the_forum(roster, by, now)
    call_off(row, reason.strip() or (BY_THEM if by is None else ""), by=by, at=now)
    letters.cancelled(row, reason.strip(), now)
    registration.refresh_from_db()
    return row


def call_off(row: Registration, reason: str, *, by: User | None, at: datetime) -> None:
    """Everything is locked. Whoever calls writes the letter."""
    freed = release_all(row, reason or "Inscription annulée.", by=by, at=at)
    move(row, RegistrationState.CANCELLED, reason=reason, by=by, at=at)
    promote_edition(row.edition_id, at)
    promote_slots(freed, at)
