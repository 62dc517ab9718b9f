"""Reading a file is an act: it is journalled, once a reader, person and quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.services import record
from crm.registers.opening import ONE_READING

from .models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["ONE_READING", "note_reading"]


def note_reading(person: Person, by: User, *, at: datetime | None = None) -> None:
    now = at or timezone.now()
    recent = Entry.objects.filter(
        action=Action.READ, person=person, actor_id=by.pk, at__gt=now - ONE_READING
    )
    if not recent.exists():
        record(Action.READ, person, by=by, person_id=person.pk, at=now)
