"""The sites in service as the public reads them: spaces of today, plan, hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from telecentre.calendar import Opening, opening
from telecentre.models.places import Site
from telecentre.models.spaces import Space, SpaceKind
from telecentre.plan import Plan, plan

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
class SiteSheet:
    site: Site
    spaces: list[Space]
    plan: Plan
    opening: Opening

    @property
    def offices(self) -> list[Space]:
        return [space for space in self.spaces if space.kind == SpaceKind.OFFICE]

    @property
    def office_seats(self) -> int:
        return sum(space.seats for space in self.offices)


def sheets(at: datetime) -> list[SiteSheet]:
    """The sites in service at a moment, in the order of their opening. Five queries in all."""
    spaces = Space.objects.valid_on(at.date()).order_by("label")
    sites = (
        Site.objects.open_on(at.date())
        .select_related("commune")
        .prefetch_related("hours", "closures", Prefetch("spaces", queryset=spaces))
        .order_by("opened_on")
    )
    return [sheet(site, at) for site in sites]


def sheet(site: Site, at: datetime) -> SiteSheet:
    ranks = {kind: rank for rank, kind in enumerate(ORDER)}
    spaces = sorted(site.spaces.all(), key=lambda space: ranks[SpaceKind(space.kind)])
    return SiteSheet(site, spaces, plan(spaces), opening(site, at))
