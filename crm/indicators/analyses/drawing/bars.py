"""Prisms that lie: one a line, its words above it, longer when there are more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, THICK, TOP, END = 640, 66, 24, 32, 84
CUT = 10  # the tip of a prism seen from its side


@dataclass(frozen=True)
class Bar:
    """y: of its line; length: 0 when there is nothing to draw; told: the number at its end; held: kept back."""

    label: str
    told: str
    y: int
    length: int
    held: bool = False
    aside: str = ""

    @property
    def top(self) -> int:
        return self.y + TOP

    @property
    def middle(self) -> int:
        return self.top + THICK // 2

    @property
    def end(self) -> int:
        return self.length + 10

    @property
    def shape(self) -> str:
        """Flat at its start, pointed as half a hexagon at its end."""
        straight = max(self.length - CUT, 0)
        cut, half = self.length - straight, THICK // 2
        return f"M0 {self.top}h{straight}l{cut} {half}l-{cut} {half}H0z"

    @property
    def shade(self) -> str:
        """Its lower face."""
        straight = max(self.length - CUT, 0)
        cut, half = self.length - straight, THICK // 2
        return f"M0 {self.top + THICK}H{straight}l{cut} -{half}v5l-{cut} {half}H0z"


@dataclass(frozen=True)
class Bars:
    bars: list[Bar]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return ROW * len(self.bars) + 4


def bars(lines: Sequence[tuple[str, int | None, str, str]]) -> Bars:
    """Draw lines of (label, count, told, aside); a count of None is kept back."""
    most = max((count for _, count, _, _ in lines if count), default=0)
    return Bars(
        [
            Bar(
                label,
                told,
                ROW * rank,
                _length(count, most),
                held=count is None,
                aside=aside,
            )
            for rank, (label, count, told, aside) in enumerate(lines)
        ]
    )


def _length(count: int | None, most: int) -> int:
    if not count or not most:
        return 0
    return max((WIDTH - END) * count // most, CUT)
