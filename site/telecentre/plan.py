"""A floor plan drawn from the rows: offices along the window, the shared rooms across the corridor.

It is a sketch, not a survey: the width of a room follows its number of seats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from telecentre.models.spaces import Space, SpaceKind

WIDTH, HEIGHT = 900, 430
OFFICE_DEPTH, CORRIDOR_DEPTH = 170, 70
DOOR = 46
DESKS = (SpaceKind.OFFICE, SpaceKind.OPEN_DESK)


@dataclass(frozen=True)
class Room:
    """A room of the plan, in units of the drawing. `number` is its place in the list beside."""

    number: int
    space: Space
    x: int
    y: int
    width: int
    height: int

    @property
    def is_office(self) -> bool:
        return self.space.kind in DESKS

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def door(self) -> tuple[int, int, int]:
        """Where the wall is open on the corridor: from x, to x, at y."""
        start = self.x + self.width // 2 - DOOR // 2
        return start, start + DOOR, self.y + self.height if self.is_office else self.y

    @property
    def chairs(self) -> list[tuple[int, int]]:
        """Centres of at most eight seats, in one row, two thirds down the room."""
        count = min(self.space.seats, 8)
        step = self.width / (count + 1)
        depth = self.y + (self.height * 2) // 3
        return [(round(self.x + step * (index + 1)), depth) for index in range(count)]


@dataclass(frozen=True)
class Plan:
    rooms: list[Room]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def description(self) -> str:
        """The plan in words, for those who do not see it."""
        names = [f"{room.number}, {room.space.label}" for room in self.rooms]
        return (
            "Les bureaux sont alignés côté fenêtres ; un couloir les sépare des salles partagées. "
            f"Sur le plan, chaque espace porte un numéro : {' ; '.join(names)}."
        )


def widths(spaces: Sequence[Space]) -> list[int]:
    """Share the width: a room of more seats is wider, none is narrower than half the mean."""
    weights = [2 + min(space.seats, 8) for space in spaces]
    total = sum(weights)
    edges = [0]
    for weight in weights:
        edges.append(edges[-1] + weight)
    bounds = [round(WIDTH * edge / total) for edge in edges]
    return [after - before for before, after in pairwise(bounds)]


def row_of(spaces: Sequence[Space], first: int, y: int, height: int) -> list[Room]:
    rooms, x = [], 0
    for number, (space, width) in enumerate(zip(spaces, widths(spaces), strict=True), first):
        rooms.append(Room(number, space, x, y, width, height))
        x += width
    return rooms


def plan(spaces: Sequence[Space]) -> Plan:
    """Draw the spaces of one site; the order of the list is the order of the numbers."""
    offices = [space for space in spaces if space.kind in DESKS]
    shared = [space for space in spaces if space.kind not in DESKS]
    if not shared:
        return Plan(row_of(offices, 1, 0, OFFICE_DEPTH), height=OFFICE_DEPTH + CORRIDOR_DEPTH)
    below = OFFICE_DEPTH + CORRIDOR_DEPTH if offices else CORRIDOR_DEPTH
    rooms = row_of(offices, 1, 0, OFFICE_DEPTH) if offices else []
    depth = HEIGHT - OFFICE_DEPTH - CORRIDOR_DEPTH
    return Plan(
        [*rooms, *row_of(shared, len(offices) + 1, below, depth)],
        height=below + depth,
    )
