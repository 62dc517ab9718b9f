"""Opening an appointment is an act: it is journalled, once a reader and quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crm.registers import opening

from .models import Appointment, AppointmentParty

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_reading(
    row: Appointment, parties: Sequence[AppointmentParty], by: User, now: datetime
) -> None:
    """One line, whatever the number of households; it names the person when there is only one."""
    only = parties[0].person_id if len(parties) == 1 else None
    opening.note_reading(row, by, only, at=now)
