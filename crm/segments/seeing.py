"""What each may see of a segment: its people for whoever follows people, a number for the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Below it, a number tells of somebody.
FEW = 3
SAMPLE = 8
SEES = ("crm_people.read_file", "crm_segments.see_people")


def sees_people(user: User) -> bool:
    return user.has_perms(SEES)


def number(count: int | None, user: User) -> str:
    """« 128 personnes », « moins de 3 personnes » for those who see no one, « à relire »."""
    if count is None:
        return "à relire"
    if count < FEW and not sees_people(user):
        return f"moins de {FEW} personnes"
    shown = f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{shown} personne{'s' if count > 1 else ''}"


@dataclass(frozen=True)
class Answer:
    """How many people a question finds, and some of them, by name, for those who may see them."""

    count: int
    words: str
    sample: list[Person]


def answer(asked: Q, user: User, at: datetime) -> Answer:
    """Ask once: a count, then a few names when the user may read files."""
    people = Person.objects.filter(asked)
    count = people.count()
    sample = list(people.select_related("commune")[:SAMPLE]) if sees_people(user) else []
    return Answer(count, number(count, user), sample)
