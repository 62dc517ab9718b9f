"""The funnel: of those whose first contact lies in a period, how many reached each step, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .measures import middle
from .spans import Span
from .stories import Story, stories


class Step(IntEnum):
    CONTACT = 0
    APPLIED = 1
    DECIDED = 2
    ENROLLED = 3
    STARTED = 4
    COMPLETED = 5
    OUTCOME = 6


@dataclass
class Stage:
    """A step of the funnel.

    reached   people who came to it
    gap       median days since the step before, None when nobody has both dates
    waiting   those who stand there with an open journey; `waits` is the median of their days since
    left      those who stand there and have no open journey any more
    aside     those who stand there and have an activity or a new home all the same: they wait for nothing here
    """

    step: Step
    reached: int = 0
    gap: int | None = None
    waiting: int = 0
    waits: int | None = None
    left: int = 0
    aside: int = 0


@dataclass
class Funnel:
    """undated: steps that count although nobody noted their date."""

    stages: list[Stage]
    undated: int = 0

    @property
    def aside(self) -> int:
        """Those with an activity or a new home who never completed a training."""
        return sum(stage.aside for stage in self.stages)

    @property
    def people(self) -> int:
        return self.stages[0].reached


def funnel(span: Span) -> Funnel:
    """Count the funnel of a period. A step counts when a later step of the training was reached, dated or not."""
    found = Funnel([Stage(step) for step in Step])
    gaps: list[list[int]] = [[] for _ in Step]
    waits: list[list[int]] = [[] for _ in Step]
    for story in stories(span).values():
        stands = furthest(story)
        dates = [*story.way, story.outcome if stands == Step.OUTCOME else None]
        for step in Step:
            if step > stands:
                break
            found.stages[step].reached += 1
            found.undated += dates[step] is None
            before, here = dates[step - 1] if step else None, dates[step]
            if before and here:
                gaps[step].append(max((here - before).days, 0))
        _stand(found.stages[stands], story, span, waits[stands])
    for stage in found.stages:
        stage.gap, stage.waits = middle(gaps[stage.step]), middle(waits[stage.step])
    return found


def _stand(stage: Stage, story: Story, span: Span, waits: list[int]) -> None:
    """Tell what became of somebody who went no further."""
    if stage.step == Step.OUTCOME:
        return
    if story.outcome is not None:
        stage.aside += 1
    elif story.open:
        stage.waiting += 1
        since = story.way[stage.step]
        if since:
            waits.append((span.seen - since).days)
    else:
        stage.left += 1


def furthest(story: Story) -> Step:
    """The last step reached. An activity or a new home ends the funnel of those who completed their training."""
    stands = max(rank for rank, day in enumerate(story.way) if day)
    ended = stands == Step.COMPLETED and story.outcome is not None
    return Step.OUTCOME if ended else Step(stands)
