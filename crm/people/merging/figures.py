"""The public and funder figures that a merging changes. Whoever counts them registers how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

# Each figure by what it is called, in French, with its value as people read it.
Reading = dict[str, str]
Source = Callable[[date], Reading]

_sources: dict[str, Source] = {}
SOURCES = MappingProxyType(_sources)


@dataclass(frozen=True)
class Change:
    """A figure that would be another: "450" before, "449" after."""

    label: str
    before: str
    after: str


def register(name: str, source: Source) -> None:
    """Called from AppConfig.ready of the room that counts."""
    if _sources.get(name, source) is not source:
        raise RuntimeError(f"Two rooms read the figures « {name} ».")
    _sources[name] = source


def read(day: date) -> Reading:
    """Every figure as of a day, from the rows as they are now."""
    return {label: value for source in _sources.values() for label, value in source(day).items()}


def changes(before: Reading, after: Reading) -> list[Change]:
    labels = [*before, *(label for label in after if label not in before)]
    return [
        Change(label, before.get(label, "–"), after.get(label, "–"))
        for label in labels
        if before.get(label) != after.get(label)
    ]
