"""Numbers for those who may not read files: nothing from which one or two people could be told.

One count hidden in a sum that is shown would be found by a subtraction: another one is hidden with it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from django.conf import settings

# A part of a shown sum, small or kept back for another; a count by itself.
HELD, FEW = "retenu", "moins de trois"
K = TypeVar("K", bound=Hashable)


def small(count: int) -> bool:
    return 0 < count < settings.SMALLEST_PUBLISHED_COUNT


def withheld(counts: Mapping[K, int]) -> set[K]:
    """Which parts of a shown sum are not: the small ones, then the next ones until nothing can be told."""
    hidden = {key for key, count in counts.items() if small(count)}
    rest = sorted(
        (key for key, count in counts.items() if count and key not in hidden),
        key=lambda key: counts[key],
    )
    while hidden and rest and (len(hidden) < 2 or small(sum(counts[key] for key in hidden))):
        hidden.add(rest.pop(0))
    return hidden
