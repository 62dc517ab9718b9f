"""Opening an appointment is an act: it is journalled, once a reader and quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crm.journal.models import Action, Entry
from crm.journal.services import record
from crm.people.reading import ONE_READING

from .models import Appointment, AppointmentParty

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_reading(
    row: Appointment, parties: Sequence[AppointmentParty], by: User, now: datetime
) -> None:
    """One line, whatever the number of households; it names the person when there is only one."""
    recent = Entry.objects.about(row).filter(
        action=Action.READ, actor_id=by.pk, at__gt=now - ONE_READING
    )
    if not recent.exists():
        only = parties[0].person_id if len(parties) == 1 else None
        record(Action.READ, row, by=by, person_id=only, at=now)
