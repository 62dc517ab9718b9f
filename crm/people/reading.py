"""Reading a file is an act: it is journalled, once a reader, person and quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.journal.models import Entry
from crm.registers import opening

from .models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_reading(person: Person, by: User, *, at: datetime | None = None) -> None:
    """Whatever was read of them: a page of another room is the same reading."""
    theirs = Entry.objects.filter(person=person)
    opening.note_reading(person, by, person.pk, at=at, among=theirs)
