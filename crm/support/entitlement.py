"""The free access to the telecentre: the days on which somebody is accompanied, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .models import PlanState, SupportPlan


@dataclass(frozen=True)
class FreeSpan:
    """Days of free access that a plan gives, from `starts_on` to `ends_on`, that last day excluded."""

    plan_id: int
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on


def free_spans(people: Iterable[int]) -> dict[int, list[FreeSpan]]:
    """Return, per person, the days that their plans make free: pauses are taken out. Two queries.

    A plan says what is known today: a pause that begins tomorrow changes what is free from then on.
    """
    plans = (
        SupportPlan.objects.filter(person__in=list(people))
        .exclude(state=PlanState.DRAFT)
        .prefetch_related("pauses")
        .order_by("starts_on", "pk")
    )
    found: dict[int, list[FreeSpan]] = {}
    for plan in plans:
        found.setdefault(plan.person_id, []).extend(_spans(plan))
    return found


def is_free(spans: Iterable[FreeSpan], day: date) -> bool:
    return any(span.holds(day) for span in spans)


def _spans(plan: SupportPlan) -> list[FreeSpan]:
    # An end noted late gives nothing more than the term.
    end = min(plan.ended_on or plan.ends_on, plan.ends_on)
    spans: list[FreeSpan] = []
    start = plan.starts_on
    for pause in plan.pauses.all():
        spans.append(FreeSpan(plan.pk, start, min(pause.starts_on, end)))
        # A pause may be noted before the plan begins; one that nobody ended gives nothing back.
        start = max(start, pause.ends_on or end)
    spans.append(FreeSpan(plan.pk, start, end))
    return [span for span in spans if span.starts_on < span.ends_on]
