"""Looks for files that look alike among all those alive, without comparing each with each.

Two files are compared when they share an e-mail address or a telephone, or the beginnings of two
words of their names: « Claire Montaigu » meets « Montégut Claire », and nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from rapidfuzz import fuzz

from crm.people.models import ContactKind, ContactPoint, DuplicatePair, HouseholdMember, Person
from crm.people.names import name_key

from .likeness import Score, Shared, Sketch, compare

BATCH = 500
# An address that more people share is that of an organisation: it says nothing of anybody.
A_FAMILY = 6
# Of those whose names begin alike, when they are more than this, each year of birth apart.
A_CROWD = 600
BEGINNING = 3
WORTH_A_LOOK = 75

Couple = tuple[int, int]


def find_pairs(at: datetime | None = None) -> int:
    """Add the pairs that nobody knows yet. Return how many; running it again adds none."""
    now = at or timezone.now()
    known = set(DuplicatePair.objects.values_list("first", "second").iterator())
    found = 0
    batch: list[DuplicatePair] = []
    for (first, second), score in _scored(known):
        batch.append(
            DuplicatePair(
                first_id=first, second_id=second, score=score.points, reason=score.reason,
                found_at=now,
            )
        )  # fmt: skip
        if len(batch) == BATCH:
            found += _add(batch)
            batch = []
    return found + _add(batch)


def _add(batch: list[DuplicatePair]) -> int:
    """Two searches at once add each pair once: the database keeps the first one."""
    DuplicatePair.objects.bulk_create(batch, ignore_conflicts=True)
    return len(batch)


def _scored(known: set[Couple]) -> Iterator[tuple[Couple, Score]]:
    people = sketches()
    shared = shared_contacts(people)
    seen = set(known)
    for couple, common in shared.items():
        if couple not in seen and (score := _score(people, couple, common)):
            yield couple, score
        seen.add(couple)
    for couple in _same_beginnings(people.values()):
        if couple in seen:
            continue
        seen.add(couple)
        if score := _score(people, couple, Shared()):
            yield couple, score


def _score(people: dict[int, Sketch], couple: Couple, common: Shared) -> Score | None:
    return compare(people[couple[0]], people[couple[1]], common)


def sketches() -> dict[int, Sketch]:
    """What is compared of every file alive, in one query."""
    home = HouseholdMember.objects.filter(person=OuterRef("pk"), ends_on__isnull=True)
    rows = (
        Person.objects.alive()
        .order_by()
        .annotate(home=Subquery(home.values("household")[:1]))
        .values_list(
            "pk", "name_key", "first_name", "last_name", "civility", "birth_year", "commune", "home"
        )
    )
    return {
        pk: Sketch(pk, key, name_key(first), name_key(last), *rest)
        for pk, key, first, last, *rest in rows.iterator()
    }


def shared_contacts(people: dict[int, Sketch]) -> dict[Couple, Shared]:
    """Return, by couple of files, whether they share an address, a telephone, or both."""
    shared: dict[Couple, Shared] = {}
    for kind in (ContactKind.EMAIL, ContactKind.PHONE):
        points = ContactPoint.objects.filter(kind=kind).order_by()
        common = points.values("normalised").annotate(people=Count("person")).filter(people__gt=1)
        rows = points.filter(normalised__in=common.values("normalised"))
        holders: dict[str, list[int]] = defaultdict(list)
        for value, pk in rows.values_list("normalised", "person").iterator():
            if pk in people:
                holders[value].append(pk)
        for pks in holders.values():
            if len(pks) > A_FAMILY:
                continue
            for couple in combinations(sorted(pks), 2):
                had = shared.get(couple, Shared())
                shared[couple] = Shared(
                    email=had.email or kind == ContactKind.EMAIL,
                    phone=had.phone or kind == ContactKind.PHONE,
                )
    return shared


def _same_beginnings(people: Iterable[Sketch]) -> Iterator[Couple]:
    """Couples whose names begin alike, whatever the order of their words, and read alike."""
    blocks: dict[tuple[str, str], list[Sketch]] = defaultdict(list)
    for one in people:
        starts = sorted(word[:BEGINNING] for word in one.key.split() if len(word) > 1)
        for block in set(combinations(starts, 2)):
            blocks[block].append(one)
    for crowd in blocks.values():
        for group in [crowd] if len(crowd) <= A_CROWD else _by_year(crowd):
            for one, other in combinations(sorted(group, key=lambda row: row.pk), 2):
                if _may_be_one(one, other):
                    yield one.pk, other.pk


def _by_year(crowd: Iterable[Sketch]) -> Iterable[list[Sketch]]:
    """Those of a crowd who were born the same year; of the others, only the contacts may tell."""
    years: dict[int, list[Sketch]] = defaultdict(list)
    for one in crowd:
        if one.birth_year:
            years[one.birth_year].append(one)
    return years.values()


def _may_be_one(one: Sketch, other: Sketch) -> bool:
    """The cheap question, asked before names are looked at word by word."""
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return False
    return fuzz.token_sort_ratio(one.key, other.key, score_cutoff=WORTH_A_LOOK) > 0
