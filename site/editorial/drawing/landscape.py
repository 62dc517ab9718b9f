"""Landscapes of old volcanoes in flat tints, like a linocut.

The same seed, season and shape give the same file, byte for byte, under 5 KB. Each SVG holds its
two palettes, day and night.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from .palettes import style
from .pastures import countryside
from .ridges import SHAPES, Summit, ridge
from .strokes import layer, path
from .villages import plan_of


@dataclass(frozen=True)
class Shape:
    """A format: size in units, height of the horizon from the top (0 to 1), scale of the village."""

    width: int
    height: int
    horizon: float
    village: float

    @property
    def u(self) -> float:
        """The module: everything follows from the height."""
        return self.height / 62


SHAPES_OF_PAGES = {
    "hero": Shape(1600, 560, 0.36, 1.8),
    "band": Shape(1600, 300, 0.34, 2.3),
    "card": Shape(640, 400, 0.36, 2.1),
}


def draw_landscape(seed: str, season: str, shape: Shape) -> str:
    """An SVG file. The plan of the village depends on the seed alone, whatever the season."""
    rng = Random(f"{seed}/{season}")  # noqa: S311  # nosec B311
    layers = [
        sky(rng, shape),
        far_ridge(rng, shape),
        middle_ridge(rng, shape),
        plateau(rng, shape),
        countryside(rng, shape, season),
        plan_of(seed)(rng, *village_place(rng, shape), shape.u * shape.village),
        foreground(rng, shape, len(seed)),
        flowers(rng, shape, 5 if season == "winter" else 7),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {shape.width} {shape.height}" '
        f'preserveAspectRatio="xMidYMax slice">{style(season)}{"".join(layers)}</svg>'
    )


def horizon(shape: Shape, below: float = 0.0) -> float:
    return shape.height * (shape.horizon + below)


def sky(rng: Random, shape: Shape) -> str:
    width, height = shape.width, shape.height
    x, y = width * rng.uniform(0.66, 0.8), horizon(shape) * rng.uniform(0.42, 0.6)
    glow = round(horizon(shape) * 0.86)
    return (
        layer("s", f"M0 0H{width}V{height}H0z")
        + layer("h", f"M0 {glow}H{width}V{height}H0z")
        + f'<circle class="o" cx="{x:.0f}" cy="{y:.0f}" r="{height * 0.07:.0f}"/>'
        + layer("h", "".join(cloud(rng, shape) for _ in range(rng.randint(2, 3))))
    )


def cloud(rng: Random, shape: Shape) -> str:
    """High cloud: three flat bars with round ends."""
    x = rng.uniform(0.5, 0.88) * shape.width
    y = horizon(shape) * rng.uniform(0.3, 0.8)
    length = shape.width * rng.uniform(0.08, 0.16)
    e = max(2, round(shape.u * rng.uniform(0.34, 0.5)))
    bars = [(0.0, 0, 1.0), (0.3, -2 * e, 0.38), (-0.12, 2 * e, 0.6)]
    return "".join(
        f"M{x + length * dx:.0f} {y + dy:.0f}h{length * w:.0f}a{e} {e} 0 0 1 0 {2 * e}"
        f"h-{length * w:.0f}a{e} {e} 0 0 1 0-{2 * e}z"
        for dx, dy, w in bars
    )


def far_ridge(rng: Random, shape: Shape) -> str:
    width, height = shape.width, shape.height
    count = max(3, round(width / height * 1.5))
    kinds = list(SHAPES)
    rng.shuffle(kinds)
    summits = [
        Summit(
            width * (i + rng.uniform(0.25, 0.75)) / count,
            height * rng.uniform(0.13, 0.24),
            width / count * rng.uniform(0.7, 1.1),
            kinds[i % len(kinds)],
        )
        for i in range(count)
    ]
    base, step = horizon(shape, 0.1), round(width / 26)
    line, shade = ridge(rng, (width, height), base, summits, step, shape.u * 0.5)
    return layer("l", line) + layer("m", shade)


def middle_ridge(rng: Random, shape: Shape) -> str:
    width, height = shape.width, shape.height
    count = max(2, round(width / height * 1.5) - 1)
    summits = [
        Summit(
            width * (i + rng.uniform(0.1, 0.9)) / count,
            height * rng.uniform(0.1, 0.19),
            width / count * rng.uniform(0.8, 1.2),
            rng.choice(["dome", "horn"]),
        )
        for i in range(count)
    ]
    base, step = horizon(shape, 0.22), round(width / 20)
    line, shade = ridge(rng, (width, height), base, summits, step, shape.u * 0.4)
    return layer("n", line) + layer("q", shade)


def plateau(rng: Random, shape: Shape) -> str:
    """The planèze: a long gentle slope with its mown fields."""
    width, height = shape.width, shape.height
    ends = [horizon(shape, rng.uniform(0.2, 0.25)), horizon(shape, rng.uniform(0.26, 0.32))]
    rng.shuffle(ends)
    bend = sum(ends) / 2 - height * 0.05
    ground = f"M0 {ends[0]:.0f}Q{width * 0.4:.0f} {bend:.0f} {width} {ends[1]:.0f}V{height}H0z"
    fields = ""
    for i in range(3):
        x = width * rng.uniform(i / 3, (i + 0.5) / 3)
        y = horizon(shape, rng.uniform(0.32, 0.4))
        w, h = width * rng.uniform(0.1, 0.2), height * rng.uniform(0.03, 0.06)
        fields += path(
            [(x, y), (x + w, y - h * 0.4), (x + w * 1.25, y + h), (x + w * 0.1, y + h * 1.4)]
        )
    return layer("p", ground) + layer("r", fields)


def village_place(rng: Random, shape: Shape) -> tuple[float, float]:
    return shape.width * rng.uniform(0.56, 0.66), horizon(shape, 0.395)


def foreground(rng: Random, shape: Shape, phase: int) -> str:
    """A hedge of beeches before the meadow."""
    left, right = horizon(shape, 0.48), horizon(shape, 0.44)
    hedge = [(0.0, left)]
    for i in range(1, 23):
        swell = shape.u * 1.6 * math.sin(i * 0.9 + phase)
        leaf = shape.u * rng.uniform(0, 1.8) if i % 2 else 0
        hedge.append((shape.width * i / 22, left + (right - left) * i / 22 + swell - leaf))
    return layer("f", path(hedge, f"V{shape.height}H0z"))


def flowers(rng: Random, shape: Shape, count: int) -> str:
    """Great yellow gentians: a stem and three whorls."""
    drawing = ""
    stem, step = max(2, round(shape.u * 0.16)), max(2, round(shape.u * 1.1))
    for _ in range(count):
        x = round(shape.width * rng.uniform(0.02, 0.98))
        y = round(shape.height * (1 - rng.uniform(0.02, 0.08)))
        drawing += f"M{x} {y + 2 * step}v-{4 * step}h{stem}v{4 * step}z"
        for i in range(3):
            e = max(2, round(shape.u * (0.8 - 0.18 * i)))
            span = 2 * e + stem
            drawing += f"M{x - e} {y - i * step}q{e} {e} {span} 0q-{e}-{round(e * 0.5)}-{span} 0z"
    return layer("g", drawing)
