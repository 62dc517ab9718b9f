"""What keeps a file from being erased, whoever asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from crm.funding.holds import why_held as why_a_fund_holds
from crm.people.models import Person
from crm.people.restriction import sentence

from .models import Hold


def why_held(person: Person, day: date) -> str:
    """Say in French everything that holds a file on a day, "" when nothing does."""
    said = [
        sentence(person),
        why_a_fund_holds(person, day),
        *map(told, standing_holds(person, day)),
    ]
    return " ".join(one for one in said if one)


def standing_holds(person: Person, day: date) -> list[Hold]:
    return list(Hold.objects.on(day).filter(person=person).order_by("set_at", "pk"))


def told(hold: Hold) -> str:
    """The sentence of a hold. What was written about it is for the screen of the holds."""
    until = (
        f"jusqu’au {hold.until:%d/%m/%Y}" if hold.until else "jusqu’à ce que la retenue soit levée"
    )
    return f"Le dossier est retenu ({hold.get_reason_display()}) {until}."


def held_among(people: Collection[int], day: date) -> dict[int, str]:
    """Say what the holds of some files are, of those that have any, by primary key."""
    found: dict[int, list[str]] = {}
    for hold in Hold.objects.on(day).filter(person__in=people).order_by("set_at", "pk"):
        found.setdefault(hold.person_id, []).append(told(hold))
    return {pk: " ".join(said) for pk, said in found.items()}
