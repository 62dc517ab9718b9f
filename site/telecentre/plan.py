"""A floor plan drawn from the rows: offices along the window, the shared rooms across the corridor.

It is a sketch, not a survey: the width of a room follows its number of seats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from telecentre.models.spaces import Space, SpaceKind

WIDTH = 900
OFFICE_DEPTH, CORRIDOR_DEPTH, SHARED_DEPTH = 170, 70, 180
DOOR = 46
MOST_CHAIRS = 8
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
    def mark(self) -> int:
        """Height of the hexagon that holds the number."""
        return self.y + 118 if self.is_office else self.y + 46

    @property
    def door(self) -> tuple[int, int, int]:
        """Where the wall is open on the corridor: from x, to x, at y."""
        start = self.middle - DOOR // 2
        return start, start + DOOR, self.y + self.height if self.is_office else self.y

    @property
    def table(self) -> tuple[int, int, int]:
        """The desk or the table: x, y, width."""
        width = min(self.width * 3 // 5, 240)
        return self.middle - width // 2, self.y + (16 if self.is_office else 86), width

    @property
    def chairs(self) -> list[tuple[int, int]]:
        """Centres of the seats, eight at most, in a row on the far side of the table."""
        x, y, width = self.table
        count = min(self.space.seats, MOST_CHAIRS)
        return [(x + width * (2 * index + 1) // (2 * count), y + 46) for index in range(count)]


@dataclass(frozen=True)
class Plan:
    rooms: list[Room]
    height: int
    corridor: int  # height of its upper wall
    width: int = WIDTH

    @property
    def entrance(self) -> tuple[int, int]:
        """Where the outer wall is open on the left: from y, to y."""
        return self.corridor + 10, self.corridor + CORRIDOR_DEPTH - 10

    @property
    def corridor_middle(self) -> int:
        return self.corridor + CORRIDOR_DEPTH // 2 + 6

    @property
    def description(self) -> str:
        """The plan in words, for those who do not see it."""
        names = [f"{room.number}, {room.space.label}" for room in self.rooms]
        return (
            "Les bureaux sont alignés côté fenêtres ; un couloir les sépare des salles partagées. "
            f"Sur le plan, chaque espace porte un numéro : {' ; '.join(names)}."
        )


def widths(spaces: Sequence[Space]) -> list[int]:
    """Share the width: a room of more seats is wider, but no room is a slit."""
    if not spaces:
        return []
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
    corridor = OFFICE_DEPTH if offices else 0
    below = corridor + CORRIDOR_DEPTH
    rooms = row_of(offices, 1, 0, OFFICE_DEPTH) + row_of(
        shared, len(offices) + 1, below, SHARED_DEPTH
    )
    return Plan(rooms, height=below + (SHARED_DEPTH if shared else 0), corridor=corridor)
