"""The texts that people read: their versions, what each one changed, where they are read, who holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Count

from crm.consents.models import Wording
from crm.people.merging.rules import relations

from .public_forms import PublicForm, forms_with

KEPT, ADDED, REMOVED = "kept", "added", "removed"
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Text:
    """A code with its versions, the latest first, and its forms."""

    code: str
    versions: list[Wording]
    forms: list[PublicForm]
    held: int

    def current(self, day: date) -> Wording | None:
        return next((row for row in self.versions if row.valid_from <= day), None)


def held_by_version() -> Counter[int]:
    """How many rows keep each version: submissions, registrations, agreements. A query a model."""
    held: Counter[int] = Counter()
    for link in relations(Wording):
        rows = link.model._base_manager.filter(**{f"{link.name}__isnull": False})
        counted = rows.order_by().values_list(link.attname).annotate(Count("pk"))
        held.update(dict(counted))
    return held


def texts() -> list[Text]:
    held = held_by_version()
    by_code: dict[str, list[Wording]] = {}
    for row in Wording.objects.order_by("code", "-version"):
        by_code.setdefault(row.code, []).append(row)
    return [
        Text(code, rows, forms_with(code), sum(held[row.pk] for row in rows))
        for code, rows in by_code.items()
    ]


def difference(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What a version changes, as (kept, added or removed; words)."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield KEPT, "".join(old[i1:i2])
            continue
        if i2 > i1:
            yield REMOVED, "".join(old[i1:i2])
        if j2 > j1:
            yield ADDED, "".join(new[j1:j2])
