"""What lives on the plateau: a wood of spruces, the herd at grass, round bales after the hay."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .strokes import box, layer, path

if TYPE_CHECKING:
    from .landscape import Shape


def countryside(rng: Random, shape: Shape, season: str) -> str:
    """Some of it, by lot; the herd stays in from the first snow."""
    wood = layer("f", spruces(rng, shape)) if rng.random() < 0.6 else ""
    if season == "winter" or rng.random() < 0.4:
        return wood
    beasts = layer("b", herd(rng, shape))
    return wood + (layer("r", bales(rng, shape)) if season == "autumn" else beasts)


def spruces(rng: Random, shape: Shape) -> str:
    u = shape.u * shape.village
    x, y = shape.width * rng.uniform(0.12, 0.36), shape.height * (shape.horizon + 0.33)
    drawing = ""
    for _ in range(rng.randint(6, 10)):
        height, half = u * rng.uniform(1.8, 3.2), u * rng.uniform(0.5, 0.7)
        foot = y + u * rng.uniform(-0.3, 0.3)
        drawing += path([(x - half, foot), (x, foot - height), (x + half, foot)])
        x += half * rng.uniform(0.9, 1.5)
    return drawing


def herd(rng: Random, shape: Shape) -> str:
    """Cows of the mountain, heads down or up."""
    u = shape.u * shape.village * 0.34
    x, y = shape.width * rng.uniform(0.3, 0.42), shape.height * (shape.horizon + 0.42)
    drawing = ""
    for _ in range(rng.randint(3, 5)):
        foot, way = y + u * rng.uniform(-3, 2), rng.choice([-1, 1])
        head = foot - u * rng.choice([0.9, 2.4])
        drawing += box(x, foot - u, u * 2.8, u * 1.3)
        drawing += box(x + u * 0.2, foot, u * 0.5, u) + box(x + u * 2.1, foot, u * 0.5, u)
        drawing += box(x + u * (2.6 if way > 0 else -0.9), head, u * 1.1, u * 0.7)
        x += u * rng.uniform(5, 11)
    return drawing


def bales(rng: Random, shape: Shape) -> str:
    r = max(2, round(shape.u * shape.village * 0.55))
    x, y = shape.width * rng.uniform(0.28, 0.4), shape.height * (shape.horizon + 0.4)
    drawing = ""
    for _ in range(rng.randint(3, 5)):
        foot = y + r * rng.uniform(-2, 1.5)
        drawing += f"M{x:.0f} {foot:.0f}a{r} {r} 0 1 1 {r} 0z"
        x += r * rng.uniform(4, 9)
    return drawing
