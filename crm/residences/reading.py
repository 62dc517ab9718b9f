"""Reading a residence or a request of the site is an act: it is journalled, once a reader and quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.services import record
from crm.people.reading import ONE_READING

from .models import Residence, ResidencePost

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_reading(
    row: Residence | ResidencePost, by: User, person_id: int | None, *, at: datetime | None = None
) -> None:
    now = at or timezone.now()
    recent = Entry.objects.about(row).filter(
        action=Action.READ, actor_id=by.pk, at__gt=now - ONE_READING
    )
    if not recent.exists():
        record(Action.READ, row, by=by, person_id=person_id, at=now)
