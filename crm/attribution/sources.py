"""Which source an act is counted under: by what first brought its person, or by what brought them last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from crm.journeys.models import AcquisitionKind, Touch
from crm.journeys.origins import ITEMS_OF_CODES, kind_of_code, read_code
from crm.leaflets.models import LeafletBatch
from forum.models import Edition
from news.models import Coverage

from .acts import Act

FIRST, LAST = "premier", "dernier"
UNKNOWN = "inconnue"
ITEMS = {
    "coverage": Coverage,
    "edition": Edition,
    "leaflet_batch": LeafletBatch,
    "issue": Page,
}


@dataclass(frozen=True)
class Source:
    """kind: a value of AcquisitionKind or UNKNOWN; item: a key of ITEMS, "" without one; pk: which one."""

    kind: str
    item: str = ""
    pk: int = 0

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.item}.{self.pk}" if self.item else self.kind


NOBODY_KNOWS = Source(UNKNOWN)


class Sources:
    """All the touches, read once, and what the codes of acts name."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.touches: dict[int, list[tuple[datetime, Source]]] = defaultdict(list)
        names = ("kind", *(f"{name}_id" for name in ITEMS))
        rows = Touch.objects.order_by("at", "pk")
        found = rows.values_list("person_id", "at", *(f"acquisition__{name}" for name in names))
        for person, at, kind, *items in found.iterator(chunk_size=2000):
            self.touches[person].append((at, _source(kind, dict(zip(ITEMS, items, strict=True)))))
        self.codes = named({act.code for act in acts if act.code})

    def of(self, act: Act, touch: str) -> Source:
        """The source of an act: its person's first touch, or its own code, else their last touch before it.

        A file is often opened after the message that led to it: its first touch is the message's too.
        """
        own = self.codes.get(act.code, NOBODY_KNOWS)
        known = self.touches.get(act.person or 0, [])
        if not known:
            return own
        if touch == FIRST:
            return known[0][1]
        if own != NOBODY_KNOWS:
            return own
        before = [source for at, source in known if at <= act.at]
        return before[-1] if before else known[0][1]

    def who_named(self, item: str, pk: int) -> int:
        """How many people say that an item brought them, at any time."""
        return sum(
            any(source.item == item and source.pk == pk for _, source in touches)
            for touches in self.touches.values()
        )


def _source(kind: str, items: dict[str, int | None]) -> Source:
    for name, pk in items.items():
        if pk:
            return Source(kind, name, pk)
    return Source(kind)


def named(codes: set[str]) -> dict[str, Source]:
    """What codes name, in one query a kind of item. A code of ours whose item is gone tells its kind alone."""
    wanted: dict[str, set[int | str]] = defaultdict(set)
    read = {code: read_code(code) for code in codes}
    for letter, value in filter(None, read.values()):
        wanted[letter].add(value)
    known: dict[tuple[str, int | str], tuple[str, int]] = {}
    for letter, (name, model, field) in ITEMS_OF_CODES.items():
        if wanted[letter]:
            rows = model._base_manager.filter(**{f"{field}__in": wanted[letter]})
            for value, pk in rows.values_list(field, "pk"):
                known[letter, value] = (name, pk)
    found = {}
    for code, parts in read.items():
        item = known.get(parts) if parts else None
        kind = kind_of_code(code, known=item is not None)
        found[code] = Source(str(kind or AcquisitionKind.WEB), *(item or ()))
    return found


def labels(sources: Iterable[Source]) -> dict[Source, str]:
    """What each source is called: « presse », « La Montagne, Revenir au pays »."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for source in sources:
        if source.item:
            wanted[source.item].add(source.pk)
    rows = {name: ITEMS[name]._base_manager.in_bulk(pks) for name, pks in wanted.items()}
    told = {}
    for source in sources:
        row = rows[source.item].get(source.pk) if source.item else None
        told[source] = str(row) if row is not None else kind_label(source.kind)
    return told


def kind_label(kind: str) -> str:
    return "on ne sait pas" if kind == UNKNOWN else str(AcquisitionKind(kind).label)
