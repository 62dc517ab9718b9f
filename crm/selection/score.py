"""The arithmetic of marks. Everything is in points on a hundred, to the tenth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from .models import HIGHEST_MARK

TENTH = Decimal("0.1")


def score_of(marks: Iterable[tuple[int, int]]) -> Decimal:
    """Return the score of one reading. `marks` are (weight in %, mark from 0 to 5); weights make 100."""
    points = sum((Decimal(weight * mark) for weight, mark in marks), Decimal(0))
    return (points / HIGHEST_MARK).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Combined:
    """score: of the readings together, None without any. gap: between those that make it, None with one."""

    score: Decimal | None
    gap: Decimal | None


def combined(scores: Iterable[Decimal]) -> Combined:
    """Two readings: their mean. More: the mean of the two nearest, or of all three when the third
    falls right between the others."""
    ranked = sorted(scores)
    if not ranked:
        return Combined(None, None)
    if len(ranked) == 1:
        return Combined(ranked[0], None)
    gaps = [high - low for low, high in pairwise(ranked)]
    least = min(gaps)
    kept = {rank for place, gap in enumerate(gaps) if gap == least for rank in (place, place + 1)}
    mean = sum((ranked[rank] for rank in kept), Decimal(0)) / len(kept)
    return Combined(mean.quantize(TENTH, ROUND_HALF_UP), least)
