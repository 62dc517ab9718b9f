"""What brought somebody first, and what brought them last before their application, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Acquisition, Journey, Touch, TouchKind


@dataclass(frozen=True)
class Said:
    """One touch as a file shows it. `item` is the article, the edition, the batch or the issue."""

    label: str
    item: str
    words: str
    at: datetime
    on: str


@dataclass(frozen=True)
class Around:
    """first: what brought them; last: the touch before their latest application, None when it is the first."""

    first: Said | None
    last: Said | None
    last_label: str


@stepwise
def touches_of(person: Person) -> Steps[list[Touch]]:
    """All that brought somebody, the oldest first."""
    rows = Touch.objects.filter(person=person).select_related(
        "acquisition__edition",
        "acquisition__coverage",
        "acquisition__leaflet_batch",
        "acquisition__issue",
    )
    found = yield from first(rows)
    return found.rows


def touches_around(journey: Journey, touches: list[Touch]) -> Around:
    """Of the touches of a person, those that count for a journey."""
    until = [one for one in touches if journey.closed_at is None or one.at <= journey.closed_at]
    applied = [one for one in until if one.kind == TouchKind.APPLICATION]
    last = applied[-1] if applied else until[-1] if until else None
    first = said(touches[0]) if touches else None
    label = "dernier avant candidature" if applied else "dernier en date"
    return Around(first, said(last) if last and last is not touches[0] else None, label)


def said(touch: Touch) -> Said:
    source = touch.acquisition
    return Said(
        str(source.get_kind_display()),
        item_words(source),
        source.declared_text,
        touch.at,
        str(touch.get_kind_display()),
    )


def item_words(source: Acquisition) -> str:
    return str(source.item) if source.item is not None else ""
