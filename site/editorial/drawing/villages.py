"""Villages of basalt under stone roofs. No two places are built alike: each seed chooses its plan."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .strokes import box, layer, path

Plan = Callable[[Random, float, float, float], str]


@dataclass
class Masonry:
    """What is built so far. `u` is the module, about a door's height."""

    u: float
    walls: list[str] = field(default_factory=list)
    roofs: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)

    def svg(self) -> str:
        return (
            layer("b", "".join(self.walls))
            + layer("t", "".join(self.roofs))
            + layer("w", "".join(self.windows))
        )


def rock_village(rng: Random, x: float, y: float, u: float) -> str:
    """A village at the foot of a volcanic neck, with its organ pipes and a statue on top."""
    stone = Masonry(u)
    left, width, height = x - u * 9.5, u * 10, u * 9
    crown = [(0.1, 0.45), (0.2, 0.8), (0.34, 0.96), (0.55, 1), (0.7, 0.86), (0.82, 0.5)]
    outline = [(left + width * a, y - height * b) for a, b in crown]
    stone.walls.append(
        path([(left - u * 2, y + u * 3.5), *outline, (left + width * 1.15, y + u * 3.5)])
    )
    statue = [(0.44, 0), (0.455, 1.7), (0.47, 0)]
    stone.walls.append(path([(left + width * a, y - height - u * b) for a, b in statue]))
    for i in range(6):
        pipe = left + width * (0.2 + i * 0.1)
        top = y - height * (0.72 - 0.07 * (i % 3))
        stone.roofs.append(path([(pipe, top), (pipe + u * 0.12, y - u), (pipe + u * 0.4, y - u)]))
    street(rng, stone, x, y, rng.randint(8, 10), belfry_at=4)
    return stone.svg()


def street_village(rng: Random, x: float, y: float, u: float) -> str:
    """Houses shoulder to shoulder, a church among them."""
    stone = Masonry(u)
    count = rng.randint(7, 10)
    street(rng, stone, x, y, count, belfry_at=rng.randint(1, count - 2))
    return stone.svg()


def stepped_village(rng: Random, x: float, y: float, u: float) -> str:
    """A village on a slope: two rows, the upper one closes with the church."""
    stone = Masonry(u)
    street(rng, stone, x + u * 2, y - u * 2.1, 4, belfry_at=rng.choice([0, 3]))
    street(rng, stone, x - u * rng.uniform(0.5, 2), y + u * 0.2, rng.randint(5, 7))
    return stone.svg()


def keep_village(rng: Random, x: float, y: float, u: float) -> str:
    """A hamlet under a square keep on its mound."""
    stone = Masonry(u)
    left = x + u * rng.uniform(3, 6)
    mound = [(left - u * 3, y + u * 2), (left - u, y - u * 1.8), (left + u * 3.4, y - u * 1.8)]
    stone.walls.append(path([*mound, (left + u * 6, y + u * 2)]))
    stone.walls.append(box(left, y - u * 1.6, u * 2.4, u * 4.6))
    teeth = [left - u * 0.1, left + u * 0.85, left + u * 1.8]
    stone.walls += [box(tooth, y - u * 6, u * 0.7, u * 0.7) for tooth in teeth]
    stone.windows.append(box(left + u, y - u * 4, u * 0.3, u * 0.6))
    street(rng, stone, x - u * 4, y + u * 0.4, rng.randint(4, 6))
    return stone.svg()


def hamlet(rng: Random, x: float, y: float, u: float) -> str:
    """Two or three farms apart, long roofs down to the ground, a row of trees between."""
    stone = Masonry(u)
    at = x - u * 3
    for _ in range(rng.randint(2, 3)):
        farm(rng, stone, at, y + u * rng.uniform(-0.6, 0.8))
        at += u * rng.uniform(6, 8)
        stone.walls.append(poplars(rng, at - u * 1.6, y, u))
    return stone.svg()


def lake_village(rng: Random, x: float, y: float, u: float) -> str:
    """A street that ends at a sheet of water."""
    stone = Masonry(u)
    street(rng, stone, x, y, rng.randint(5, 7), belfry_at=rng.randint(0, 2))
    shore, length = x - u * rng.uniform(13, 16), u * rng.uniform(12, 15)
    water = f"M{shore:.0f} {y + u * 0.8:.0f}q{length / 2:.0f}-{u * 2:.0f} {length:.0f} 0"
    return layer("s", f"{water}q-{length / 2:.0f} {u * 2.4:.0f}-{length:.0f} 0z") + stone.svg()


# A seed that begins with one of these words has that plan; any other word draws its plan by lot.
PLANS = {
    "rocher": rock_village,
    "bourg": street_village,
    "coteau": stepped_village,
    "donjon": keep_village,
    "hameau": hamlet,
    "lac": lake_village,
}


def plan_of(seed: str) -> Plan:
    lot = Random(f"plan/{seed}").choice(list(PLANS.values()))  # noqa: S311  # nosec B311
    return PLANS.get(seed.partition("-")[0], lot)


def street(
    rng: Random, stone: Masonry, x: float, y: float, count: int, belfry_at: int | None = None
) -> None:
    u = stone.u
    for i in range(count):
        width, height = u * rng.uniform(1.3, 2.1), u * rng.uniform(1, 1.7)
        foot = y + u * (0.25 * math.sin(i * 1.3) + 0.6)
        house(rng, stone, x, foot, width, height)
        if i == belfry_at:
            belfry(rng, stone, x + width * 0.3, foot)
        x += width * rng.uniform(0.72, 1)


def house(rng: Random, stone: Masonry, x: float, foot: float, width: float, height: float) -> None:
    u = stone.u
    eaves, pitch = foot - height, u * rng.uniform(0.9, 1.3)
    stone.walls.append(box(x, foot + u, width, height + u))
    stone.roofs.append(
        path(
            [
                (x - u * 0.15, eaves),
                (x + width * 0.28, eaves - pitch),
                (x + width * 0.72, eaves - pitch),
                (x + width + u * 0.15, eaves),
            ]
        )
    )
    if rng.random() < 0.7:
        stone.windows.append(box(x + width * 0.4, foot - height * 0.4, u * 0.24, u * 0.38))


def belfry(rng: Random, stone: Masonry, x: float, foot: float) -> None:
    """A spire, or the wall of bells of the old churches of the mountain."""
    u = stone.u
    if rng.random() < 0.6:
        stone.walls.append(box(x, foot, u * 1.3, u * 4))
        spire = [(-0.15, 4), (0.65, 6.8), (1.45, 4)]
        stone.roofs.append(path([(x + u * a, foot - u * b) for a, b in spire]))
        return
    gable = [(0, 0), (0, 4.2), (1, 5.4), (2, 4.2), (2, 0)]
    stone.walls.append(path([(x + u * a, foot - u * b) for a, b in gable]))
    stone.windows += [box(x + u * a, foot - u * 3.2, u * 0.4, u * 0.8) for a in (0.4, 1.2)]


def farm(rng: Random, stone: Masonry, x: float, foot: float) -> None:
    u = stone.u
    width = u * rng.uniform(4.2, 5.4)
    stone.walls.append(box(x, foot + u, width, u * 1.9))
    roof = [(-0.3, 0.7), (0.7, 2.7), (width / u - 0.6, 2.7), (width / u + 0.3, 0.7)]
    stone.roofs.append(path([(x + u * a, foot - u * b) for a, b in roof]))
    stone.windows.append(box(x + width * 0.6, foot + u * 0.3, u * 0.3, u * 0.4))


def poplars(rng: Random, x: float, y: float, u: float) -> str:
    trees = ""
    for i in range(rng.randint(2, 3)):
        top, at = u * rng.uniform(2.6, 3.6), x + i * u * 0.8
        trees += path(
            [
                (at, y + u),
                (at - u * 0.3, y - top * 0.3),
                (at, y - top),
                (at + u * 0.3, y - top * 0.3),
            ]
        )
    return trees
