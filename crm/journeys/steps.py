"""The way of a journey as the file draws it: climbing steps, and what the next one needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm.journal.models import Entry
from crm.journal.refusal import Refused

from . import facts
from .models import Journey, Stage
from .routes import Itinerary
from .services import check_reopening


@dataclass(frozen=True)
class Step:
    """One step; `state` is done, current, skipped or todo, `at` the day it was entered."""

    label: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True)
class Way:
    """A stage that a journey may be moved to; `lacking` says what forbids it today."""

    stage: Stage
    lacking: str = ""
    back: bool = False

    @property
    def label(self) -> str:
        return str(self.stage.label)


def steps(journey: Journey, itinerary: Itinerary) -> list[Step]:
    entered = {Stage.CONTACT.value: journey.opened_at}
    last_open = Stage.CONTACT
    for move in Entry.objects.about(journey).moves():
        entered[move.after] = move.at
        if move.after != Stage.CLOSED:
            last_open = Stage(move.after)
    here = last_open if journey.stage == Stage.CLOSED else Stage(journey.stage)
    kept = itinerary.kept(here)
    return [_step(stage, kept.index(stage) - kept.index(here), entered) for stage in kept]


def _step(stage: Stage, ahead: int, entered: dict[str, datetime]) -> Step:
    at = entered.get(stage.value)
    if ahead == 0:
        state = "done" if stage == Stage.COMPLETED else "current"
    elif ahead > 0:
        state, at = "todo", None
    else:
        state = "done" if at else "skipped"
    return Step(str(stage.label), state, at)


def possible_ways(journey: Journey, itinerary: Itinerary, at: datetime) -> list[Way]:
    """Where a journey may go, with what is missing, the closing left out."""
    here = Stage(journey.stage)
    return [
        Way(stage, _lacking(journey, itinerary, stage, at), itinerary.is_back(here, stage))
        for stage in itinerary.leads(here)
        if stage != Stage.CLOSED
    ]


def _lacking(journey: Journey, itinerary: Itinerary, stage: Stage, at: datetime) -> str:
    if itinerary.is_back(Stage(journey.stage), stage):
        return ""
    if journey.stage != Stage.CLOSED:
        return facts.missing(journey, stage, at)
    try:
        check_reopening(journey, at)
    except Refused as refusal:
        return str(refusal)
    return ""


def next_way(found: list[Way]) -> Way | None:
    """The nearest stage ahead."""
    return next((way for way in found if not way.back), None)
