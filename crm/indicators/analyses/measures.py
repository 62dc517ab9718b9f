"""Medians, quartiles and the estimate of Kaplan and Meier, on whole days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ..counting.figures import percent

__all__ = ["Quartiles", "kaplan_meier", "middle", "percent", "quartiles"]


def middle(days: Iterable[int]) -> int | None:
    """The median, halves rounded up; None of nothing."""
    found = sorted(days)
    return int(median(found) + 0.5) if found else None


@dataclass(frozen=True)
class Quartiles:
    """A quarter took less than `first`, half less than `second`, three quarters less than `third`."""

    first: int
    second: int
    third: int


def quartiles(days: Sequence[int]) -> Quartiles | None:
    """Each quartile is the smallest value that at least so many reach: always a value that was observed."""
    found = sorted(days)
    if not found:
        return None
    ranks = [-(-len(found) * part // 4) - 1 for part in (1, 2, 3)]
    return Quartiles(*(found[rank] for rank in ranks))


def kaplan_meier(arrived: Iterable[int], under_way: Iterable[int]) -> int | None:
    """The day by which half are expected to have arrived, those under way counted for as long as they were seen.

    arrived    days that each arrival took
    under_way  days seen so far of those that have not arrived: somebody seen on the day of an arrival was still
               among those who could have arrived
    None while less than half are expected to have arrived.
    """
    took, seen = Counter(arrived), Counter(under_way)
    at_risk, left = took.total() + seen.total(), 1.0
    for day in sorted(took.keys() | seen.keys()):
        left *= 1 - took[day] / at_risk
        at_risk -= took[day] + seen[day]
        # A half that floating numbers miss by a hair is a half.
        if took[day] and left <= 0.5 + 1e-9:
            return day
    return None
