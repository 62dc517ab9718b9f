"""What the file of a trainee should hold, and by when. Each room registers the lines that it knows.

A line that does not concern somebody says nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from crm.registers.batch import Steps, steps_of, stepwise, together

from .models import Enrolment


class Standing(Enum):
    HELD = "held"
    EXPECTED = "expected"  # its day has not come
    LATE = "late"


@dataclass(frozen=True)
class Held:
    """Where one thing stands for one trainee. `told` ends a sentence: "remise le 3 mai 2011"."""

    standing: Standing
    told: str = ""
    url: str = ""


def stands(
    done: bool, due_on: date, today: date, *, told: str = "", missing: str = "", url: str = ""
) -> Held:
    """Held when done, late once its day is past, expected until then."""
    if done:
        return Held(Standing.HELD, told, url)
    return Held(Standing.LATE if today > due_on else Standing.EXPECTED, missing, url)


# Returns where a line stands per enrolment id, in a constant number of queries. Rows come with their
# session, person and seat, from several sessions maybe. Made `stepwise`, it is read together with the others.
Source = Callable[[Sequence[Enrolment], date], Mapping[int, Held]]


@dataclass(frozen=True)
class Line:
    name: str
    label: str
    held: Mapping[int, Held] = field(default_factory=dict)


_sources: dict[str, tuple[int, str, Source]] = {}
SOURCES = MappingProxyType(_sources)


def register(name: str, label: str, source: Source, rank: int = 100) -> None:
    """Called from AppConfig.ready of the room that knows; the lowest rank is shown first."""
    if name in _sources and _sources[name] != (rank, label, source):
        raise RuntimeError(f"Two rooms tell what is expected as « {name} ».")
    _sources[name] = (rank, label, source)


@stepwise
def lines(enrolments: Sequence[Enrolment], today: date) -> Steps[list[Line]]:
    ranked = sorted(_sources.items(), key=lambda entry: entry[1][0])
    told = yield from together(steps_of(source, enrolments, today) for _, (_, _, source) in ranked)
    return [
        Line(name, label, held) for (name, (_, label, _)), held in zip(ranked, told, strict=True)
    ]
