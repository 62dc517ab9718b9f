"""Prisms that stand: groups of columns, or columns of stacked parts, on a base line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...charts import round_step

LEFT, TOP, HIGH, FOOT, RIGHT = 46, 26, 220, 52, 10


@dataclass(frozen=True)
class Column:
    """kind: a class of the sheet; None as height is drawn as what is not there yet."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    told: str
    absent: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Mark:
    """A word under the base line."""

    x: int
    text: str


@dataclass(frozen=True)
class Columns:
    columns: list[Column]
    marks: list[Mark]
    ticks: list[tuple[int, str]]
    width: int
    above: list[Mark]  # lines of words under the first ones: the years

    @property
    def base(self) -> int:
        return TOP + HIGH

    @property
    def height(self) -> int:
        return TOP + HIGH + FOOT

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.width - RIGHT


Value = tuple[int | None, str, str]  # height, class, words


def grouped(
    groups: Sequence[tuple[str, Sequence[Value]]], *, top: int, unit: str = "", column: int = 26
) -> Columns:
    """Columns side by side. `top` is the value of the highest line; a height of None is not there yet."""
    drawn: list[Column] = []
    marks: list[Mark] = []
    x = LEFT + 8
    for label, values in groups:
        start = x
        for value, kind, told in values:
            high = HIGH * (value or 0) // max(top, 1)
            drawn.append(
                Column(x, TOP + HIGH - high, column - 4, high, kind, told, absent=value is None)
            )
            x += column
        marks.append(Mark((start + x - 4) // 2, label))
        x += max(column // 2, 6)
    return Columns(drawn, marks, _ticks(top, unit), max(x + RIGHT, 320), [])


def stacked(
    groups: Sequence[tuple[str, Sequence[Value]]], *, column: int = 44, years: Sequence[str] = ()
) -> Columns:
    """One column a group, its parts upon one another; `years` tells of each group what stands under its word."""
    most = max((sum(value or 0 for value, _, _ in values) for _, values in groups), default=0)
    step = round_step(most)
    top = step * max(-(-most // step), 1)
    drawn: list[Column] = []
    marks: list[Mark] = []
    under: list[Mark] = []
    x, told_year = LEFT + 8, ""
    for rank, (label, values) in enumerate(groups):
        y = TOP + HIGH
        for value, kind, told in values:
            high = HIGH * (value or 0) // top
            y -= high
            drawn.append(Column(x, y, column - 8, high, kind, told, absent=value is None))
        marks.append(Mark(x + (column - 8) // 2, label))
        year = years[rank] if years else ""
        if year != told_year:
            under.append(Mark(x + (column - 8) // 2, year))
            told_year = year
        x += column
    ticks = [(TOP + HIGH - HIGH * value // top, str(value)) for value in range(0, top + 1, step)]
    return Columns(drawn, marks, ticks, max(x + RIGHT, 320), under)


def _ticks(top: int, unit: str) -> list[tuple[int, str]]:
    """A share goes up to a multiple of twenty: its four lines are quarters of it."""
    step = top // 4 if unit else round_step(top)
    return [
        (TOP + HIGH - HIGH * value // max(top, 1), f"{value}{unit}")
        for value in range(0, top + 1, step)
    ]
