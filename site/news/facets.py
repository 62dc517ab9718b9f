"""What a list may be narrowed by: only what exists, each choice with what it would leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """value: as an address writes it. count: how many rows it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """name: of the parameter. every: what the list says when nothing is chosen."""

    name: str
    label: str
    every: str
    choices: list[Choice]


def offered(choices: Iterable[Choice]) -> list[Choice]:
    """Leave out what would show nothing, but for the choice in force."""
    return [choice for choice in choices if choice.count or choice.chosen]
