"""France as a pavement of basalt: a stone a department, deeper in colour when more people come from there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from editorial.drawing.map import cell
from editorial.drawing.polygons import Point, Polygon, centre, outline, shrunk

from .departments import PLACED

SIZE, MARGIN, REACH, JOINT = 640, 46, 41.0, 1.6
# Steps of colour: up to so many people each, the last one open.
STEPS = (2, 5, 10)


@dataclass(frozen=True)
class Stone:
    """told: what it says, "" for nobody; kind: the step of its colour, « held » when its number is kept back."""

    code: str
    name: str
    shape: str
    x: int
    y: int
    kind: str
    told: str
    home: bool


@dataclass(frozen=True)
class Pavement:
    stones: list[Stone]
    size: int = SIZE


def pavement(counts: Mapping[str, int | None], home: frozenset[str]) -> Pavement:
    """Colour the departments by how many came; None is kept back. `home` are those of the territory."""
    return Pavement(
        [
            Stone(
                code, PLACED[code][0], shape, x, y, step(counts.get(code, 0)),
                str(counts[code]) if counts.get(code) else "", code in home,
            )
            for code, (shape, x, y) in _stones().items()
        ]
    )  # fmt: skip


def step(count: int | None) -> str:
    if count is None:
        return "held"
    return f"step{sum(count > most for most in STEPS) + 1}" if count else "none"


@cache
def _stones() -> dict[str, tuple[str, int, int]]:
    points = _settled(_projected())
    found = {}
    for code in points:
        polygon = shrunk(_cell(points, code), JOINT)
        x, y = centre(polygon)
        found[code] = (outline(polygon), round(x), round(y))
    return found


def _projected() -> dict[str, Point]:
    """Degrees to the frame: a degree of longitude is shortened as it is in the middle of France."""
    shortening = math.cos(math.radians(46.5))
    raw = {
        code: (longitude * shortening, -latitude)
        for code, (_, latitude, longitude) in PLACED.items()
    }
    left, top = (min(point[axis] for point in raw.values()) for axis in (0, 1))
    widest = max(max(point[axis] for point in raw.values()) - (left, top)[axis] for axis in (0, 1))
    scale = (SIZE - 2 * MARGIN) / widest
    return {
        code: (MARGIN + (x - left) * scale, MARGIN + (y - top) * scale)
        for code, (x, y) in raw.items()
    }


def _settled(points: dict[str, Point]) -> dict[str, Point]:
    """A few damped steps towards the middles of the cells: the small departments become large enough to be read."""
    for _ in range(5):
        middles = {code: centre(_cell(points, code)) for code in points}
        points = {
            code: (x * 0.5 + middles[code][0] * 0.5, y * 0.5 + middles[code][1] * 0.5)
            for code, (x, y) in points.items()
        }
    return points


def _cell(points: dict[str, Point], code: str) -> Polygon:
    """A cell is cut by those near it alone: the others lie beyond its reach."""
    near = {
        other: point
        for other, point in points.items()
        if math.dist(point, points[code]) < 2.3 * REACH
    }
    return cell(near, code, REACH)
