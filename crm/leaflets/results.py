"""What came of a batch: rooms above say it, each a line, when apps are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import LeafletBatch


@dataclass(frozen=True)
class Result:
    """label: « candidatures »; told: a number as its reader may see it."""

    label: str
    told: str


# The reader's own words: `exact` is False for those who see numbers from the smallest published on.
Counter = Callable[[LeafletBatch, bool], list[Result]]
_COUNTERS: list[Counter] = []


def register(counter: Counter) -> None:
    if counter not in _COUNTERS:
        _COUNTERS.append(counter)


def results_of(batch: LeafletBatch, *, exact: bool) -> list[Result]:
    return [line for counter in _COUNTERS for line in counter(batch, exact)]
