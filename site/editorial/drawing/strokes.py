"""Short SVG paths: whole numbers, relative steps."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def path(points: Sequence[Point], end: str = "z") -> str:
    """A path in relative whole steps: half the length of an absolute one."""
    rounded = [(round(x), round(y)) for x, y in points]
    (px, py), steps = rounded[0], []
    for x, y in rounded[1:]:
        steps.append(f"{x - px} {y - py}")
        px, py = x, y
    start = f"M{rounded[0][0]} {rounded[0][1]}"
    return f"{start}l{' '.join(steps)}".replace(" -", "-") + end


def layer(name: str, drawing: str) -> str:
    return f'<path class="{name}" d="{drawing}"/>' if drawing else ""


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle that stands on y."""
    w, h = max(2, round(width)), max(2, round(height))
    return f"M{round(x)} {round(y)}v-{h}h{w}v{h}z"
