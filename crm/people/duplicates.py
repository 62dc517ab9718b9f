"""Who might already have a file: a warning to a human, never a refusal; sure, what came may be filed alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz, process

from .contacts import normalise_email, normalise_phone
from .models import ContactKind, ContactPoint, Person
from .names import name_key

CLOSE_ENOUGH = 88
CANDIDATES_AT_MOST = 400


@dataclass(frozen=True)
class Likeness:
    person: Person
    reason: str  # a French sentence


def look_alikes(
    *,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    phone: str = "",
    birth_year: int | None = None,
    but: Person | None = None,
) -> list[Likeness]:
    """Return living files that share an address, a number, or a close name with what is typed."""
    found: dict[int, Likeness] = {}
    for person, kind in _same_contacts(email, phone):
        what = "la même adresse électronique" if kind == ContactKind.EMAIL else "le même téléphone"
        found.setdefault(person.pk, Likeness(person, f"A déjà {what}."))
    for person in _same_names(name_key(first_name, last_name), birth_year):
        found.setdefault(person.pk, Likeness(person, "Porte un nom très proche."))
    if but is not None:
        found.pop(but.pk, None)
    return list(found.values())


def sure_match(
    *, first_name: str, last_name: str, email: str = "", phone: str = ""
) -> Person | None:
    """Return the only living person who has this address or number, when the name is theirs too.

    Accents, case and the order of the names are left out. Two people who share an address, or an address
    of one and the number of another, are a question for a human.
    """
    found = {person.pk: person for person, _ in _same_contacts(email, phone)}
    if len(found) != 1:
        return None
    [person] = found.values()
    typed = name_key(first_name, last_name).split()
    return person if sorted(typed) == sorted(person.name_key.split()) else None


def _same_contacts(email: str, phone: str) -> list[tuple[Person, str]]:
    wanted = Q()
    if email:
        wanted |= Q(kind=ContactKind.EMAIL, normalised=normalise_email(email))
    if number := normalise_phone(phone):
        wanted |= Q(kind=ContactKind.PHONE, normalised=number)
    if not wanted:
        return []
    points = ContactPoint.objects.filter(
        wanted, person__merged_into__isnull=True, person__anonymised_at__isnull=True
    ).select_related("person__commune")
    return [(point.person, point.kind) for point in points[:20]]


def _same_names(key: str, birth_year: int | None) -> list[Person]:
    """Compare with the files that share a beginning of one of the words; a known birth year must agree."""
    words = [word for word in key.split() if len(word) > 1]
    if not words:
        return []
    sharing = Q()
    for word in words:
        sharing |= Q(name_key__contains=word[:4])
    near = Person.objects.alive().filter(sharing).select_related("commune")
    if birth_year:
        near = near.filter(Q(birth_year__isnull=True) | Q(birth_year=birth_year))
    people = {person.pk: person for person in near[:CANDIDATES_AT_MOST]}
    scores = process.extract(
        key,
        {pk: person.name_key for pk, person in people.items()},
        scorer=fuzz.token_sort_ratio,
        score_cutoff=CLOSE_ENOUGH,
        limit=5,
    )
    return [people[pk] for _, _, pk in scores]
