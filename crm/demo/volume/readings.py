"""The journal of years of work: who opened which file, which list was taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crm.journal.models import Action, Entry
from crm.journeys.team import team
from crm.people.models import Person

from .cast import Actor, Cast
from .rows import poured

DAYS = 1_095
# Of a hundred lines, the exports; the others are readings.
EXPORTS = 2


def keep_the_journal(actors: list[Actor], cast: Cast, count: int) -> None:
    """Write so many lines, the oldest first, spread evenly over three years."""
    poured(Entry, _lines(actors, cast, count))


def _lines(actors: list[Actor], cast: Cast, count: int) -> Iterator[Entry]:
    readers: list[int | None] = [user.pk for user in team()] or [None]
    kind, begun = Person._meta.label_lower, cast.at - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / max(count, 1)
    for number in range(count):
        actor = actors[cast.chance.randrange(len(actors))]
        exported = number % 100 < EXPORTS
        yield Entry(
            at=begun + step * number,
            actor_id=readers[number % len(readers)],
            action=Action.EXPORTED if exported else Action.READ,
            object_type=kind,
            object_id="" if exported else str(actor.person),
            person_id=None if exported else actor.person,
            reason="bilan annuel" if exported else "",
        )
