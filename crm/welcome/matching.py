"""Whose message it is: sure, or left to a human."""

from __future__ import annotations

from crm.journeys.models import Journey
from crm.people.duplicates import Likeness, look_alikes
from crm.people.models import Person

from .contents import Message


def sure_match(message: Message) -> Person | None:
    """Return the only living person who has this address or number, when the name is theirs too.

    Two people who share an address, or an address of one and the number of another, are a question.
    """
    found = {one.person.pk: one.person for one in _same_contacts(message)}
    if len(found) != 1:
        return None
    person = next(iter(found.values()))
    return person if message.is_called(person.name_key) else None


def _same_contacts(message: Message) -> list[Likeness]:
    return look_alikes(email=message.email, phone=message.phone)


def files_like(message: Message) -> list[Likeness]:
    """The living files that may be the sender's, for a human to choose from."""
    if not message.name:
        return []
    return look_alikes(
        first_name=message.first_name,
        last_name=message.last_name,
        email=message.email,
        phone=message.phone,
    )


def journey_of(person: Person) -> Journey | None:
    """The open journey that moved last."""
    return Journey.objects.open().filter(person=person).order_by("-stage_entered_at", "-pk").first()
