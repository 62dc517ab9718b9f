"""The sites in service as the public reads them: spaces of today, plan, hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch

from editorial.plugins import TELECENTRE_SPACE, Availability, availability
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
    spaces: list[Space]


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


@dataclass(frozen=True)
class SpaceSheet:
    """One space in its site: its number on the plan, and what those who count its use say of it."""

    space: Space
    number: int
    site: SiteSheet
    answer: Availability | None

    @property
    def others(self) -> list[Space]:
        return [space for space in self.site.spaces if space.pk != self.space.pk]


def together(rooms: list[Room]) -> Rooms:
    first, last = rooms[0], rooms[-1]
    if first is last:
        only = first.space
        return Rooms(str(first.number), only.label, only.equipment, only.seats, [only])
    return Rooms(
        f"{first.number} à {last.number}",
        f"{len(rooms)} {PLURALS[SpaceKind(first.space.kind)]}",
        first.space.equipment,
        sum(room.space.seats for room in rooms),
        [room.space for room in rooms],
    )


def natural(label: str) -> list[tuple[int, str]]:
    """A key that puts « Bureau 10 » after « Bureau 9 »."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", label)]


def sheets(at: datetime) -> list[SiteSheet]:
    """The sites in service at a moment, in the order of their opening. Three queries, or four."""
    spaces = Space.objects.valid_on(at.date()).select_related("picture")
    sites = (
        Site.objects.open_on(at.date())
        .select_related("commune")
        .prefetch_related(Prefetch("spaces", queryset=spaces))
        .order_by("opened_on")
    )
    return [sheet(site, at) for site in sites.with_calendar(at.date())]


def sheet(site: Site, at: datetime) -> SiteSheet:
    ranks = {kind: rank for rank, kind in enumerate(ORDER)}
    spaces = sorted(
        site.spaces.all(), key=lambda space: (ranks[SpaceKind(space.kind)], natural(space.label))
    )
    return SiteSheet(site, spaces, plan(spaces), opening(site, at))


def space_sheet(sites: list[SiteSheet], slug: str) -> SpaceSheet | None:
    """The space of an address among sites in service, None when it is not there today."""
    rooms = ((site, room) for site in sites for room in site.plan.rooms)
    site, room = next(
        ((site, room) for site, room in rooms if room.space.slug == slug), (None, None)
    )
    if site is None or room is None:
        return None
    answer = availability(TELECENTRE_SPACE, [room.space.pk]).get(room.space.pk)
    return SpaceSheet(room.space, room.number, site, answer)
