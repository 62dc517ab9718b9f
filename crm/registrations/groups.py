"""The people of a group: checked, written down, and found again when somebody changes the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from crm.journal.refusal import Refused
from crm.people.contacts import normalise_email
from crm.people.names import name_key

from .contents import Coming, Group
from .models import Participant, Registration
from .tickets import code
from .words import people_words


def check(group: Group, *, by_agent: bool) -> None:
    if not group.last_name.strip():
        raise Refused("Indiquez le nom de la personne qui inscrit le groupe.")
    if not group.people:
        raise Refused("Indiquez au moins une personne qui vient.")
    most = settings.FORUM_GROUP_MAX
    if len(group.people) > most:
        raise Refused(
            f"Un groupe compte {people_words(most)} au plus\u00a0: pour davantage, appelez-nous."
        )
    if any(not one.last_name.strip() for one in group.people):
        raise Refused("Indiquez le nom de chaque personne qui vient.")
    if not by_agent and not group.email.strip():
        raise Refused("Indiquez une adresse électronique\u00a0: la confirmation y part.")


def answers_of(group: Group) -> dict[str, Any]:
    """What a registration keeps of who answers for it."""
    return {
        "first_name": group.first_name.strip()[:80],
        "last_name": group.last_name.strip()[:80],
        "email": normalise_email(group.email),
        "phone": group.phone.strip()[:40],
        "organisation": group.organisation.strip()[:120],
        "wants_call": group.wants_call,
    }


def write(row: Registration, people: Sequence[Coming], *, first_rank: int = 1) -> list[Participant]:
    return Participant.objects.bulk_create(
        Participant(registration=row, rank=rank, code=code(), **_values(one))
        for rank, one in enumerate(people, start=first_rank)
    )


def _values(one: Coming) -> dict[str, str]:
    first, last = one.first_name.strip()[:80], one.last_name.strip()[:80]
    return {
        "first_name": first,
        "last_name": last,
        "name_key": name_key(first, last)[:180],
        "organisation": one.organisation.strip()[:120],
        "access_needs": one.access_needs.strip()[:240],
    }


def rewrite(participant: Participant, one: Coming) -> bool:
    """Bring a participant in line with what is said of them. True when something changed."""
    values = _values(one)
    moved = [name for name, value in values.items() if getattr(participant, name) != value]
    for name in moved:
        setattr(participant, name, values[name])
    if moved:
        participant.save(update_fields=moved)
    return bool(moved)


def matched(
    known: Sequence[Participant], people: Sequence[Coming]
) -> tuple[list[tuple[Participant, Coming]], list[Coming], list[Participant]]:
    """Return who stays with what is said of them now, who is new, who comes no more.

    The same name is the same person, who keeps their ticket; the others follow each other in order: a
    name that was mistyped, a colleague who comes instead.
    """
    left, new = list(known), list(people)
    pairs = []
    for one in people:
        key = name_key(one.first_name.strip(), one.last_name.strip())[:180]
        found = next((row for row in left if row.name_key == key), None)
        if found is not None:
            pairs.append((found, one))
            left.remove(found)
            new.remove(one)
    both = min(len(left), len(new))
    pairs += zip(left[:both], new[:both], strict=True)
    return pairs, new[both:], left[both:]
