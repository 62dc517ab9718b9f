"""Plane geometry of convex polygons, as the map needs it."""

from __future__ import annotations

import math

Point = tuple[float, float]
Polygon = list[Point]


def edges(polygon: Polygon) -> list[tuple[Point, Point]]:
    return [(a, polygon[(i + 1) % len(polygon)]) for i, a in enumerate(polygon)]


def clipped(polygon: Polygon, at: Point, normal: Point) -> Polygon:
    """Keep the part of the polygon that lies behind a line through `at`."""
    kept: Polygon = []
    for a, b in edges(polygon):
        da = (a[0] - at[0]) * normal[0] + (a[1] - at[1]) * normal[1]
        db = (b[0] - at[0]) * normal[0] + (b[1] - at[1]) * normal[1]
        if da <= 0:
            kept.append(a)
        if da < 0 < db or db < 0 < da:
            t = da / (da - db)
            kept.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return kept


def centre(polygon: Polygon) -> Point:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in edges(polygon):
        w = x1 * y2 - x2 * y1
        area, x, y = area + w, x + (x1 + x2) * w, y + (y1 + y2) * w
    if not area:
        return polygon[0]
    return x / 3 / area, y / 3 / area


def outward(a: Point, b: Point, middle: Point) -> Point:
    """The unit normal of an edge that looks away from the middle of its polygon."""
    nx, ny = b[1] - a[1], a[0] - b[0]
    length = math.hypot(nx, ny) or 1.0
    if (middle[0] - a[0]) * nx + (middle[1] - a[1]) * ny > 0:
        length = -length
    return nx / length, ny / length


def shrunk(polygon: Polygon, margin: float) -> Polygon:
    """Move every edge inwards by a margin: half of the joint between two stones."""
    middle, kept = centre(polygon), list(polygon)
    for a, b in edges(polygon):
        nx, ny = outward(a, b, middle)
        if kept:
            kept = clipped(kept, (a[0] - nx * margin, a[1] - ny * margin), (nx, ny))
    return kept


def outline(polygon: Polygon) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in polygon) + "z"


def sides(polygon: Polygon, height: int) -> str:
    """The faces of a prism that one sees from above: below the edges that look down."""
    middle, path = centre(polygon), ""
    for a, b in edges(polygon):
        if outward(a, b, middle)[1] > 0:
            path += f"M{a[0]:.0f} {a[1]:.0f}L{b[0]:.0f} {b[1]:.0f}v{height}"
            path += f"L{a[0]:.0f} {a[1] + height:.0f}z"
    return path
