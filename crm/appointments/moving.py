"""The door by which an appointment changes hours. It stays the same row, and keeps where it stood."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.services import heard_from

from . import letters
from .diary import give_back, take
from .models import Appointment, AppointmentMove, AppointmentState
from .services import hold_row, in_turn
from .wishes import Wish

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def reschedule(
    appointment: Appointment,
    wish: Wish,
    *,
    by: User | None = None,
    by_person: bool = False,
    at: datetime | None = None,
) -> None:
    """Move an appointment, which stays the same row. Raises Taken when the hour went meanwhile."""
    now = at or timezone.now()
    locked = hold_row(appointment)
    if locked.state != AppointmentState.PLANNED:
        raise Refused("Ce rendez-vous n’est plus à venir : prenez-en un autre.")
    if wish.starts_at <= now:
        raise Refused("Choisissez une heure à venir.")
    was, who = locked.starts_at, locked.advisor
    give_back(locked)
    locked.fixed_at = locked.changed_at = now
    take(locked, in_turn(wish.slots(now), locked.advisor_id))
    AppointmentMove.objects.create(
        appointment=locked, was_at=was, advisor=who, by_person=by_person, by=by, at=now
    )
    locked.parties.update(reminded_at=None)
    record(Action.CHANGED, locked, by=by, fields=["starts_at", "advisor"], at=now)
    for party in letters.told(locked):
        if by_person and party.person:
            heard_from(party.person, at=now)
        letters.moved(party, was, now)
    appointment.refresh_from_db()
