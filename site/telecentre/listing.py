"""The sites in service as the public reads them: spaces of today, plan, hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch

from telecentre.calendar import Opening, opening
from telecentre.models.places import Site
from telecentre.models.spaces import PLURALS, Space, SpaceKind
from telecentre.plan import Plan, Room, plan

# The order in which spaces are numbered, on the plan as in the list.
ORDER = [
    SpaceKind.OFFICE,
    SpaceKind.OPEN_DESK,
    SpaceKind.MEETING,
    SpaceKind.VIDEO,
    SpaceKind.MULTIMEDIA,
    SpaceKind.TRAINING,
]


@dataclass(frozen=True)
class Rooms:
    """Rooms alike that follow each other: « 1 à 4 », « 4 bureaux », their equipment, seats in all."""

    numbers: str
    label: str
    equipment: str
    seats: int


@dataclass(frozen=True)
class SiteSheet:
    site: Site
    spaces: list[Space]
    plan: Plan
    opening: Opening

    @property
    def rooms(self) -> list[Rooms]:
        """The twin of the plan, under the same numbers."""
        alike = groupby(self.plan.rooms, key=lambda room: (room.space.kind, room.space.equipment))
        return [together(list(rooms)) for _, rooms in alike]

    @property
    def offices(self) -> list[Space]:
        return [space for space in self.spaces if space.kind == SpaceKind.OFFICE]

    @property
    def office_seats(self) -> int:
        return sum(space.seats for space in self.offices)


def together(rooms: list[Room]) -> Rooms:
    first, last = rooms[0], rooms[-1]
    if first is last:
        return Rooms(str(first.number), first.space.label, first.space.equipment, first.space.seats)
    return Rooms(
        f"{first.number} à {last.number}",
        f"{len(rooms)} {PLURALS[SpaceKind(first.space.kind)]}",
        first.space.equipment,
        sum(room.space.seats for room in rooms),
    )


def natural(label: str) -> list[tuple[int, str]]:
    """A key that puts « Bureau 10 » after « Bureau 9 »."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", label)]


def sheets(at: datetime) -> list[SiteSheet]:
    """The sites in service at a moment, in the order of their opening. Five queries in all."""
    spaces = Space.objects.valid_on(at.date())
    sites = (
        Site.objects.open_on(at.date())
        .select_related("commune")
        .prefetch_related("hours", "closures", Prefetch("spaces", queryset=spaces))
        .order_by("opened_on")
    )
    return [sheet(site, at) for site in sites]


def sheet(site: Site, at: datetime) -> SiteSheet:
    ranks = {kind: rank for rank, kind in enumerate(ORDER)}
    spaces = sorted(
        site.spaces.all(), key=lambda space: (ranks[SpaceKind(space.kind)], natural(space.label))
    )
    return SiteSheet(site, spaces, plan(spaces), opening(site, at))
