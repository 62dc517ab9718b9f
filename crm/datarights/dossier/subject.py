"""Whom a dossier speaks of: their file, those merged into it, their addresses, and the others around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crm.circle.models import Helper
from crm.network.models import Introduction
from crm.people.models import ContactKind, ContactPoint, HouseholdMember, Person
from crm.people.names import name_key

SOMEBODY = "[une autre personne]"
SHORTEST = 3  # letters of a name that is looked for in texts


@dataclass(frozen=True)
class Subject:
    """ids: the file and those merged into it. emails, phones: as they compare. others: the names of people around."""

    person: Person
    ids: list[int]
    emails: list[str]
    phones: list[str]
    names: set[str] = field(default_factory=set)
    others: list[tuple[str, str]] = field(default_factory=list)
    other_addresses: list[str] = field(default_factory=list)

    @property
    def reached(self) -> list[str]:
        return [*self.emails, *self.phones]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        found = {one for one in self.other_addresses if one}
        for first, last in self.others:
            found |= {f"{first} {last}".strip(), f"{last} {first}".strip()}
            # A name that is theirs too tells nothing of another.
            found |= {part for part in (first, last) if name_key(part) not in self.names}
        words = sorted((re.escape(one) for one in found if len(one) >= SHORTEST), key=len)
        if not words:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(reversed(words))})(?!\w)")

    def without_others(self, text: str) -> str:
        """Take out of a text the names and addresses of the people around."""
        return self._pattern.sub(SOMEBODY, text) if self._pattern else text


def subject_of(person: Person) -> Subject:
    ids = [person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)]
    points = list(ContactPoint.objects.filter(person__in=ids).values_list("kind", "normalised"))
    themselves = Person.objects.filter(pk__in=ids).values_list("first_name", "last_name")
    names = {part for pair in themselves for part in (*map(name_key, pair), name_key(*pair))}
    others, addresses = _around(ids)
    mine = [value for _, value in points]
    return Subject(
        person=person,
        ids=ids,
        emails=[value for kind, value in points if kind == ContactKind.EMAIL],
        phones=[value for kind, value in points if kind == ContactKind.PHONE],
        names=names - {""},
        others=others,
        other_addresses=[one for one in addresses if one not in mine],
    )


def _around(ids: list[int]) -> tuple[list[tuple[str, str]], list[str]]:
    """The adults of their households, those they were put in touch with, the partners of their circles."""
    homes = HouseholdMember.objects.filter(person__in=ids).values("household")
    near = set(
        HouseholdMember.objects.filter(household__in=homes, person__isnull=False)
        .exclude(person__in=ids)
        .values_list("person", flat=True)
    )
    pairs = Introduction.objects.filter(first__in=ids) | Introduction.objects.filter(second__in=ids)
    for one, other in pairs.values_list("first", "second"):
        near |= {one, other} - set(ids)
    names: list[Any] = list(
        Person.objects.filter(pk__in=near).values_list("first_name", "last_name")
    )
    points = ContactPoint.objects.filter(person__in=near).values_list("value", "normalised")
    addresses = [one for pair in points for one in pair]
    for name, email in Helper.objects.filter(journey__person__in=ids).values_list("name", "email"):
        first, _, last = name.partition(" ")
        names.append((first, last))
        addresses.append(email)
    return names, addresses
