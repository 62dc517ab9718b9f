"""Whom a violation touches, asked of the journal: the files that an account opened or took out over a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.people.models import Person

from .journal_reading import SEEN, Asked, lines

HEADINGS = ["N° de dossier", "Lectures", "Exports", "Première fois", "Dernière fois"]


class Touched(NamedTuple):
    """One file that was opened."""

    person: int
    reads: int
    exports: int
    first: datetime
    last: datetime


def opened(asked: Asked, *, only_exports: bool) -> QuerySet[Entry]:
    actions = (Action.EXPORTED,) if only_exports else SEEN
    return lines(asked).filter(action__in=actions)


def touched(asked: Asked, *, only_exports: bool) -> QuerySet[Entry, Any]:
    """Each file opened once, by its number of key: one query counts them, another reads a page."""
    rows = opened(asked, only_exports=only_exports).filter(person__isnull=False).order_by()
    return (
        rows.values("person")
        .annotate(
            reads=Count("pk", filter=Q(action=Action.READ)),
            exports=Count("pk", filter=Q(action=Action.EXPORTED)),
            first=Min("at"),
            last=Max("at"),
        )
        .order_by("person")
    )


def whole_exports(asked: Asked) -> QuerySet[Entry]:
    """Exports of many rows at once: the journal knows what and how many, never who was in them."""
    return lines(asked).filter(action=Action.EXPORTED, person__isnull=True)


def rows_of(
    found: QuerySet[Entry, dict[str, Any]], *, with_names: bool, at_once: int = 1000
) -> Iterator[list[Any]]:
    """The lines of a spreadsheet; names only for whoever may read files."""
    lot: list[Touched] = []
    for row in found.iterator(chunk_size=at_once):
        lot.append(Touched(**row))
        if len(lot) == at_once:
            yield from _cells(lot, with_names)
            lot = []
    yield from _cells(lot, with_names)


def _cells(lot: list[Touched], with_names: bool) -> Iterator[list[Any]]:
    people = Person.objects.in_bulk([one.person for one in lot])
    for one in lot:
        person = people.get(one.person)
        number = person.file_number if person else "disparu"
        name = [str(person or "")] if with_names else []
        yield [number, *name, one.reads, one.exports, _local(one.first), _local(one.last)]


def _local(at: datetime) -> datetime:
    return timezone.make_naive(at)


def headings(*, with_names: bool) -> list[str]:
    return [HEADINGS[0], *(["Personne"] if with_names else []), *HEADINGS[1:]]


def people_of(rows: list[dict[str, Any]]) -> list[tuple[Person | None, Touched]]:
    """The files of a page, in two queries."""
    found = [Touched(**row) for row in rows]
    people = Person.objects.in_bulk([one.person for one in found])
    return [(people.get(one.person), one) for one in found]
