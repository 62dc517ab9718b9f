"""Cohorts: of those who came in a quarter or a year, the share that had reached a milestone some months later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.registers.calendar import add_months

from .measures import percent
from .spans import Span
from .stories import Story, stories

HORIZONS = (3, 6, 12, 24)
MILESTONES = ("applied", "started", "completed", "activity", "settled")
BASES = ("contact", "started")


@dataclass
class Cohort:
    """Those whose first contact, or whose first day of training, lies in a period.

    reached   how many had come to the milestone after each of HORIZONS months; None is not yet observable
    ever      how many had by the day of the reading
    """

    span: Span
    size: int
    reached: list[int | None]
    ever: int

    def share(self, rank: int) -> int | None:
        """The share after a horizon, in whole percent; None when it cannot be seen yet, or of nobody."""
        reached = self.reached[rank]
        return None if reached is None or not self.size else percent(reached, self.size)


def cohorts(span: Span, milestone: str, *, basis: str = "contact", quarterly: bool) -> list[Cohort]:
    """Return the cohorts of the whole quarters or years that a period touches, the oldest first.

    milestone, basis   names of a date of `Story`. Entry is always later than the first contact: the stories are then
                       read from the beginning, since whoever came in 2008 may have begun in 2009.
    """
    cuts = span.quarters() if quarterly else span.years()
    if not cuts:
        return []
    whole = Span(
        cuts[0].since if basis == "contact" else date(2000, 1, 1), cuts[-1].until, span.seen
    )
    found = list(stories(whole).values())
    return [
        _cohort(cut, [one for one in found if _within(getattr(one, basis), cut)], milestone, basis)
        for cut in cuts
    ]


def _within(day: date | None, cut: Span) -> bool:
    return day is not None and cut.since <= day <= cut.end


def _cohort(cut: Span, people: list[Story], milestone: str, basis: str) -> Cohort:
    reached: list[int | None] = []
    for months in HORIZONS:
        if add_months(cut.until, months) > cut.seen:
            reached.append(None)
            continue
        reached.append(sum(_by(one, milestone, basis, months) for one in people))
    ever = sum(getattr(one, milestone) is not None for one in people)
    return Cohort(cut, len(people), reached, ever)


def _by(story: Story, milestone: str, basis: str, months: int) -> bool:
    day, start = getattr(story, milestone), getattr(story, basis)
    return day is not None and day <= add_months(start, months)
