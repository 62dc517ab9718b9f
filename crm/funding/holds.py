"""How long an operation holds the files of those it counts, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crm.people.models import Person

from .letters import forget_links
from .models import Operation, Participation


def holding(person: Person, day: date) -> list[Operation]:
    """The operations that hold a file on a day: last payment not known, or not old enough."""
    theirs = Operation.objects.filter(participations__person=person)
    return [one for one in theirs if one.held_until is None or one.held_until >= day]


def why_held(person: Person, day: date) -> str:
    """Say in French what keeps a file from being erased, "" when no fund does."""
    held = holding(person, day)
    if not held:
        return ""
    names = ", ".join(f"« {one.label} »" for one in held)
    ends = [one.held_until for one in held]
    if any(end is None for end in ends):
        until = "jusqu’à une date que fixera l’année du dernier paiement"
    else:
        until = f"jusqu’au {max(end for end in ends if end):%d/%m/%Y}"
    return (
        f"Le dossier est une pièce justificative d’un fonds européen ({names}) : "
        f"il est gardé {until}."
    )


def forget_participations(people: Iterable[int]) -> None:
    """Close the links to the forms of some people, given by primary key."""
    rows = Participation.objects.filter(person__in=list(people))
    forget_links(list(rows.values_list("pk", flat=True)))
