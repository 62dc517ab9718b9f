"""The stages that each track goes through, as « Réglages » say, and where a journey may go from there.

The one place that reads the table. A screen reads it once and hands it on; a door reads its own track.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from . import facts
from .models import ENDS, ORDER, Journey, Stage, Track, TrackStage
from .models.stages import paths_along

ATTRIBUTE = "crm_itineraries"


@dataclass(frozen=True)
class Itinerary:
    """One track: its stages in order, the days expected at each, and what is done there."""

    stages: tuple[Stage, ...] = tuple(ORDER)
    days: Mapping[Stage, int] = field(default_factory=dict)
    helps: Mapping[Stage, str] = field(default_factory=dict)

    def around(self, here: Stage) -> tuple[Stage, ...]:
        """The stages with the one where a journey stands, that its track may have dropped since."""
        if here in self.stages or here == Stage.CLOSED:
            return self.stages
        rank = ORDER.index(here)
        ahead = next(
            (at for at, stage in enumerate(self.stages) if ORDER.index(stage) > rank),
            len(self.stages),
        )
        return (*self.stages[:ahead], here, *self.stages[ahead:])

    def kept(self, here: Stage = Stage.CONTACT) -> list[Stage]:
        """The stages that this installation can vouch for, and where one stands, in order."""
        return [s for s in self.around(here) if s in facts.FACTS or s == here]

    def leads(self, here: Stage) -> list[Stage]:
        """Where a journey may go, in order, whether the facts exist or not; closing comes last."""
        kept = self.kept(here)
        allowed = paths_along(kept)[here]
        return [stage for stage in [*kept, Stage.CLOSED] if stage in allowed]

    def is_back(self, here: Stage, to: Stage) -> bool:
        """Tell whether a move goes backward: closing and reopening never do."""
        if Stage.CLOSED in {here, to}:
            return False
        order = self.around(here)
        return to in order and order.index(to) < order.index(here)

    def is_ahead(self, here: Stage, to: Stage) -> bool:
        return here not in ENDS and to in self.stages and to != here and not self.is_back(here, to)


WHOLE = Itinerary()
Itineraries = Mapping[str, Itinerary]


def read(*tracks: str) -> dict[str, Itinerary]:
    """Every track, or those named, in one query. One without rows goes through all the stages."""
    rows = TrackStage.objects.order_by("position", "pk")
    if tracks:
        rows = rows.filter(route__in=tracks)
    found: dict[str, list[TrackStage]] = {track: [] for track in tracks or Track.values}
    for row in rows:
        found[row.route_id].append(row)
    return {track: _itinerary(of) if of else WHOLE for track, of in found.items()}


def _itinerary(rows: list[TrackStage]) -> Itinerary:
    return Itinerary(
        stages=tuple(Stage(row.stage) for row in rows),
        days={Stage(row.stage): row.expected_days for row in rows if row.expected_days},
        helps={Stage(row.stage): row.help for row in rows if row.help},
    )


def itinerary_of(journey: Journey) -> Itinerary:
    return read(journey.track)[journey.track]


def itineraries_of(request: HttpRequest) -> Itineraries:
    """Every track, read once a request."""
    held: Itineraries | None = getattr(request, ATTRIBUTE, None)
    if held is None:
        held = read()
        setattr(request, ATTRIBUTE, held)
    return held


def kept_stages(itineraries: Itineraries, track: str = "") -> list[Stage]:
    """The stages of one track, or those of any of them: what a board or a menu shows, in order."""
    if track in itineraries:
        return itineraries[track].kept()
    travelled = {stage for each in itineraries.values() for stage in each.stages}
    return [stage for stage in ORDER if stage in travelled and stage in facts.FACTS]
