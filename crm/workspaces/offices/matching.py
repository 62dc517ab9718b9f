"""Whose request it is: sure, or left to a human. The rule is that of the messages of the site."""

from __future__ import annotations

from crm.people.duplicates import Likeness, look_alikes
from crm.people.models import Person
from crm.people.names import name_key

from ..models import OfficeRequest


def sure_match(row: OfficeRequest) -> Person | None:
    """Return the only living person who has this address or number, when the name is theirs too.

    Two people who share an address, or an address of one and the number of another, are a question.
    """
    said = row.payload
    found = {
        one.person.pk: one.person
        for one in look_alikes(email=said.get("email", ""), phone=said.get("phone", ""))
    }
    if len(found) != 1:
        return None
    person = next(iter(found.values()))
    key = name_key(said.get("first_name", ""), said.get("last_name", ""))
    return person if sorted(key.split()) == sorted(person.name_key.split()) else None


def files_like(row: OfficeRequest) -> list[Likeness]:
    """The living files that may be theirs, for a human to choose from."""
    return look_alikes(**row.payload) if row.payload else []
