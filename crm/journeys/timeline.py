"""One timeline a person. Each room registers what it knows, when apps are ready; constant afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from crm.people.models import Person
from crm.registers.batch import Steps, steps_of, stepwise, together

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What the reader may filter on, in the order of the filter.
KINDS = MappingProxyType(
    {
        "exchange": "Échanges",
        "journey": "Parcours",
        "training": "Formation",
        "settling": "Activité et installation",
        "support": "Accompagnement",
        "telecentre": "Télécentre",
        "letter": "Courriers et accords",
    }
)


@dataclass(frozen=True)
class Moment:
    """Something that happened to a person.

    icon        a name of static/icons.svg
    kind        a key of KINDS
    milestone   drawn in gold: what the programme is judged on
    restricted  its text is kept from this reader, and was not read from the database
    """

    at: datetime
    icon: str
    title: str
    text: str = ""
    author: str = ""
    kind: str = "exchange"
    milestone: bool = False
    restricted: bool = False


# Made `stepwise`, a source costs no statement of its own: the moments of all rooms are read together.
Source = Callable[[Person, "User"], list[Moment]]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that knows."""
    if name in _sources and _sources[name] is not source:
        raise RuntimeError(f"Two rooms tell the moments « {name} ».")
    _sources[name] = source


@stepwise
def moments(person: Person, user: User, kinds: Collection[str] = ()) -> Steps[list[Moment]]:
    """Everything that a user may read of a person, the latest first; of some kinds when told."""
    found = yield from together(steps_of(source, person, user) for source in _sources.values())
    told = [moment for moments in found for moment in moments]
    kept = [moment for moment in told if not kinds or moment.kind in kinds]
    # Of two things written at the same instant, the one told last came last.
    return sorted(kept, key=lambda moment: moment.at)[::-1]
