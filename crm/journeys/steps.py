"""The way of a journey as the file draws it: climbing steps, and what the next one needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm.journal.models import Entry

from . import facts
from .forms.journeys import ways
from .models import Journey, Stage
from .models.journey import ORDER


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


def steps(journey: Journey) -> list[Step]:
    entered = {Stage.CONTACT.value: journey.opened_at}
    last_open = Stage.CONTACT
    for move in Entry.objects.about(journey).moves():
        entered[move.after] = move.at
        if move.after != Stage.CLOSED:
            last_open = Stage(move.after)
    here = last_open if journey.stage == Stage.CLOSED else Stage(journey.stage)
    kept = [stage for stage in ORDER if stage in facts.FACTS]
    return [_step(stage, here, entered) for stage in kept]


def _step(stage: Stage, here: Stage, entered: dict[str, datetime]) -> Step:
    at = entered.get(stage.value)
    if stage == here:
        state = "done" if stage == Stage.COMPLETED else "current"
    elif ORDER.index(stage) > ORDER.index(here):
        state, at = "todo", None
    else:
        state = "done" if at else "skipped"
    return Step(str(stage.label), state, at)


def possible_ways(journey: Journey, at: datetime) -> list[Way]:
    """Where a journey may go, with what is missing, the closing left out."""
    here = Stage(journey.stage)
    found = []
    for stage in ways(journey):
        if stage == Stage.CLOSED:
            continue
        back = here != Stage.CLOSED and ORDER.index(stage) < ORDER.index(here)
        lacking = "" if back or here == Stage.CLOSED else facts.missing(journey, stage, at)
        found.append(Way(stage, lacking, back))
    return found


def next_way(found: list[Way]) -> Way | None:
    """The nearest stage ahead."""
    return next((way for way in found if not way.back), None)
