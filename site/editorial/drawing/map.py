"""A schematic map of communes: a pavement of basalt computed from latitudes and longitudes.

Voronoï cells, which the shrinking of basalt draws in nature, raised as prisms seen from above.
The territory is data: any list of communes gives a map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.html import escape

from .polygons import Point, Polygon, centre, clipped, outline, shrunk, sides

WIDTH, HEIGHT = 720, 500
MARGIN = 92
PRISM, CAPITAL_RISE = 13, 9
JOINT = 2.6
LINE = 15


@dataclass(frozen=True)
class Place:
    """A commune on the map; latitude and longitude in degrees, url "" when it has no page.

    here   whether the page that shows the map is about it
    """

    code: str
    name: str
    latitude: float
    longitude: float
    url: str = ""
    capital: bool = False
    here: bool = False


def draw_map(places: list[Place]) -> str:
    """An inline SVG, hidden from assistive technology: the list of communes says the same."""
    points = relaxed(projected(places), reach(places))
    stones = [
        drawn(place, shrunk(cell(points, place.code, reach(places)), JOINT))
        for place in sorted(places, key=lambda place: points[place.code][1])
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="map" aria-hidden="true" focusable="false">'
        f"{''.join(stones)}</svg>"
    )


def reach(places: list[Place]) -> float:
    """The greatest radius of a stone: the fewer they are, the larger."""
    return min(180.0, 92 * math.sqrt(13 / max(1, len(places))))


def projected(places: list[Place]) -> dict[str, Point]:
    """Degrees to the frame of the drawing; a parallel is shortened by its latitude."""
    shortening = math.cos(math.radians(sum(place.latitude for place in places) / len(places)))
    raw = {place.code: (place.longitude * shortening, -place.latitude) for place in places}
    left, top = (min(point[axis] for point in raw.values()) for axis in (0, 1))
    right, bottom = (max(point[axis] for point in raw.values()) for axis in (0, 1))
    across, down = right - left or 1.0, bottom - top or 1.0
    return {
        code: (
            MARGIN + (x - left) / across * (WIDTH - 2 * MARGIN),
            MARGIN * 0.86 + (y - top) / down * (HEIGHT - 2 * MARGIN * 0.98),
        )
        for code, (x, y) in raw.items()
    }


def relaxed(points: dict[str, Point], radius: float) -> dict[str, Point]:
    """Two damped steps of Lloyd's relaxation: cells large enough to be read, places still true."""
    for _ in range(2):
        middles = {code: centre(cell(points, code, radius)) for code in points}
        points = {
            code: (x * 0.62 + middles[code][0] * 0.38, y * 0.62 + middles[code][1] * 0.38)
            for code, (x, y) in points.items()
        }
    return points


def cell(points: dict[str, Point], code: str, radius: float) -> Polygon:
    """What is nearer to this place than to any other, within a rounded reach."""
    x, y = points[code]
    angles = [math.pi * i / 5 + 0.3 for i in range(10)]
    polygon = [(x + radius * 1.12 * math.cos(a), y + radius * 0.92 * math.sin(a)) for a in angles]
    for other, (ox, oy) in points.items():
        if other != code and (ox, oy) != (x, y):
            polygon = clipped(polygon, ((x + ox) / 2, (y + oy) / 2), (ox - x, oy - y))
    return polygon


def drawn(place: Place, polygon: Polygon) -> str:
    if len(polygon) < 3:
        return ""
    rise = CAPITAL_RISE if place.capital else 0
    top = [(x, y - rise) for x, y in polygon]
    stone = (
        f'<path class="side" d="{sides(top, PRISM + rise)}"/>'
        f'<path class="top" d="{outline(top)}"/><text>{label(place.name, centre(top))}</text>'
    )
    classes = [name for name in ("capital", "here") if getattr(place, name)]
    kind = f' class="{" ".join(classes)}"' if classes else ""
    if place.url:
        return f'<a{kind} href="{escape(place.url)}" tabindex="-1">{stone}</a>'
    return f"<g{kind}>{stone}</g>"


def label(name: str, at: Point) -> str:
    lines = broken(name)
    top = at[1] + 4 - (len(lines) - 1) / 2 * LINE
    return "".join(
        f'<tspan x="{at[0]:.0f}" y="{top + i * LINE:.0f}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )


def broken(name: str) -> list[str]:
    """A long name on two lines, cut where a French name may be."""
    if len(name) <= 12:
        return [name]
    for cut in ("-d’", "-sur-", "-"):
        before, found, after = name.partition(cut)
        if found:
            return [f"{before}-", after] if cut == "-" else [before, f"{cut}{after}"]
    before, _, after = name.rpartition(" ")
    return [part for part in (before, after) if part]
