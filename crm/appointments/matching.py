"""Whose appointment it is: sure, or left to a human."""

from __future__ import annotations

from crm.journeys.models import Journey
from crm.people.duplicates import Likeness, look_alikes
from crm.people.models import Person
from crm.people.names import name_key

from .contents import Said


def sure_match(said: Said) -> Person | None:
    """Return the only living person who has this address or number, when the name is theirs too."""
    same = look_alikes(email=said.email, phone=said.phone)
    people = {one.person.pk: one.person for one in same}
    if len(people) != 1:
        return None
    person = next(iter(people.values()))
    typed = name_key(said.first_name, said.last_name).split()
    return person if sorted(typed) == sorted(person.name_key.split()) else None


def files_like(said: Said) -> list[Likeness]:
    """The living files that may be theirs, for a human to choose from."""
    if not said.name:
        return []
    return look_alikes(
        first_name=said.first_name, last_name=said.last_name, email=said.email, phone=said.phone
    )


def journey_of(person: Person) -> Journey | None:
    """The open journey that moved last."""
    rows = Journey.objects.open().filter(person=person).select_related("owner")
    return rows.order_by("-stage_entered_at", "-pk").first()
