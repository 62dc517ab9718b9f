"""Reading a file is an act: it is journalled, once a reader, person and quarter of an hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.services import line, record_all
from crm.registers import opening
from crm.registers.opening import ONE_READING

from .models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_reading(person: Person, by: User, *, at: datetime | None = None) -> None:
    """Whatever was read of them: a page of another room is the same reading."""
    theirs = Entry.objects.filter(person=person)
    opening.note_reading(person, by, person.pk, at=at, among=theirs)


def note_readings(people: Iterable[Person], by: User, *, at: datetime | None = None) -> None:
    """A list that names people: a line for each of them, as if each file had been opened."""
    now, ids = at or timezone.now(), {person.pk: person for person in people}
    recent = Entry.objects.filter(
        action=Action.READ, person__in=ids, actor_id=by.pk, at__gt=now - ONE_READING
    )
    seen = set(recent.values_list("person", flat=True))
    record_all(
        line(Action.READ, person, by=by, person_id=pk, at=now)
        for pk, person in ids.items()
        if pk not in seen
    )
