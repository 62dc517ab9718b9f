"""What may be read by those who may not read files: nothing of one or two people, also by a subtraction."""

from __future__ import annotations

from collections.abc import Sequence

from crm.attribution.masking import HELD, small, withheld

__all__ = ["FEW", "HELD", "nested", "parts", "small", "told_parts", "withheld"]

FEW = "moins de trois"


def nested(counts: Sequence[int]) -> list[bool]:
    """Tell which counts to show of a chain in which each is a part of the one before.

    A count is shown when neither it nor what it lacks of the last one shown is one or two people.
    """
    shown: list[bool] = []
    last: int | None = None
    for count in counts:
        clear = not small(count) and (last is None or not small(last - count))
        shown.append(clear)
        if clear:
            last = count
    return shown


def parts(counts: Sequence[int]) -> list[bool]:
    """Tell which parts to show of a sum that is shown."""
    hidden = withheld(dict(enumerate(counts)))
    return [rank not in hidden for rank in range(len(counts))]


def told_parts(counts: Sequence[int], *, exact: bool) -> list[int | str]:
    """The parts of a shown sum as their reader may see them."""
    shown = [True] * len(counts) if exact else parts(counts)
    return [count if clear else HELD for count, clear in zip(counts, shown, strict=True)]
