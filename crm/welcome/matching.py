"""Whose message it is: sure, or left to a human."""

from __future__ import annotations

from crm.people import duplicates
from crm.people.duplicates import Likeness
from crm.people.models import Person

from .contents import Message


def sure_match(message: Message) -> Person | None:
    return duplicates.sure_match(
        first_name=message.first_name,
        last_name=message.last_name,
        email=message.email,
        phone=message.phone,
    )


def files_like(message: Message) -> list[Likeness]:
    """The living files that may be the sender's, for a human to choose from."""
    if not message.name:
        return []
    return duplicates.look_alikes(
        first_name=message.first_name,
        last_name=message.last_name,
        email=message.email,
        phone=message.phone,
    )
