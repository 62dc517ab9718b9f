"""The tracks: how many journeys opened on each, what became of them, how long they lasted, why they ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from crm.journeys.models import CloseReason, Journey, Stage, Track

from ..days import first_moment, moment_after
from .measures import Quartiles, middle, quartiles
from .spans import Span


@dataclass
class TrackLine:
    """Journeys of a track, as of a day.

    stages    where those under way stand; empty of a past day, whose stages are not kept
    reasons   why those closed were
    days      how long those ended lasted, closed or completed, in days; `median` and `spread` of it
    """

    track: Track
    people: int = 0
    under_way: int = 0
    completed: int = 0
    closed: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list, repr=False)

    @property
    def opened(self) -> int:
        return self.under_way + self.completed + self.closed

    @property
    def median(self) -> int | None:
        return middle(self.days)

    @property
    def spread(self) -> Quartiles | None:
        return quartiles(self.days)


def tracks(span: Span, *, stages: bool) -> list[TrackLine]:
    """Return each track, those merged into another one left out. Two queries.

    stages   whether the day of the reading is today, whose stages are known
    """
    lines = {track.value: TrackLine(track) for track in Track}
    rows = (
        Journey.objects.filter(
            opened_at__gte=first_moment(span.since), opened_at__lt=moment_after(span.end)
        )
        .exclude(close_reason=CloseReason.MERGED)
        .order_by()
    )
    after = moment_after(span.seen)
    ended = Q(closed_at__isnull=False, closed_at__lt=after)
    under_way = rows.exclude(ended).values_list("track", "stage").annotate(found=Count("pk"))
    for track, stage, number in under_way:
        lines[track].under_way += number
        if stages:
            lines[track].stages[stage] += number
    told = rows.filter(ended).values_list(
        "track", "stage", "close_reason", "opened_at", "closed_at"
    )
    for track, stage, reason, opened_at, closed_at in told:
        line = lines[track]
        if closed_at is not None:
            line.days.append((closed_at - opened_at).days)
        if stage == Stage.COMPLETED:
            line.completed += 1
        else:
            line.closed += 1
            line.reasons[reason] += 1
    people = rows.values_list("track").annotate(found=Count("person", distinct=True))
    for track, number in people:
        lines[track].people = number
    return list(lines.values())
