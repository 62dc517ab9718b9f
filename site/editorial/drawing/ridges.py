"""Ridgelines of old volcanoes: an envelope of summits, a grain of rock, a shade to the east."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from .strokes import Point, path

# Shapes of the monts du Cantal: a horn (puy Mary), a cone (puy Griou), a dome (Plomb).
SHAPES = {
    "horn": lambda t: (1 - t) ** 1.12,
    "cone": lambda t: (1 - t) ** 1.75,
    "dome": lambda t: 0.5 + 0.5 * math.cos(math.pi * t**1.15),
}


@dataclass(frozen=True)
class Summit:
    """A summit: where it stands, its height and half-width in units of the drawing."""

    x: float
    height: float
    spread: float
    shape: str

    def rise(self, x: float) -> float:
        # The eastern slope is a little longer than the western one.
        t = abs(x - self.x) / (self.spread if x < self.x else self.spread * 1.15)
        return 0.0 if t >= 1 else self.height * SHAPES[self.shape](t)


def ridge(
    rng: Random, size: tuple[int, int], base: float, summits: list[Summit], step: int, grain: float
) -> tuple[str, str]:
    """The path of a ridge down to the foot of the drawing, and that of its shades."""
    width, height = size
    tops = {round(summit.x) for summit in summits}
    xs = sorted({*range(0, width + step, step), *tops})
    line = {}
    for x in xs:
        rough = 0.0 if any(abs(x - top) <= 2 for top in tops) else rng.uniform(-grain, grain)
        line[x] = base - max((summit.rise(x) for summit in summits), default=0.0) + rough
    shades = [
        shade(summit, line, grain)
        for summit in summits
        if 0 <= round(summit.x) < width
        and line[round(summit.x)] <= base - summit.height * 0.9  # not hidden by a higher one
    ]
    return path([(x, line[x]) for x in xs], f"V{height}H0z"), "".join(shades)


def shade(summit: Summit, line: dict[int, float], grain: float) -> str:
    """The eastern face of a summit, between its slope and a broken edge."""
    top = round(summit.x)
    slope: list[Point] = []
    for x in sorted(x for x in line if top <= x <= summit.x + summit.spread * 0.8):
        if slope and line[x] <= slope[-1][1] - grain:
            break
        slope.append((x, line[x]))
    if len(slope) < 3:
        return ""
    fall = slope[-1][1] - line[top]
    edge = []
    for i in range(5, 0, -1):
        t = i / 5
        notch = (0.09 if i % 2 else -0.05) * (0.4 + t)
        place = top + summit.spread * (0.16 * t + notch)
        edge.append((place, line[top] + fall * t + summit.height * 0.1 * t))
    return path(slope + edge)
