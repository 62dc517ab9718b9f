"""Reviews of support, quarter by quarter: held on time, late, not held, or still to be held on time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from crm.support.models import PlanPause, Review

from ..days import moment_after
from ..rules import Rules
from .spans import Span
from .stories import local


@dataclass
class Quarter:
    """The reviews due in a quarter, as of a day; the same reviews as indicator I11."""

    span: Span
    on_time: int = 0
    late: int = 0
    missed: int = 0
    running: int = 0

    @property
    def due(self) -> int:
        return self.on_time + self.late + self.missed + self.running


def quarters(span: Span, rules: Rules) -> list[Quarter]:
    """Return each quarter that the period touches. One query."""
    found = [Quarter(cut) for cut in span.quarters()]
    if not found:
        return []
    first, last = found[0].span.since, found[-1].span.end
    by_quarter = {(one.span.since.year, one.span.since.month // 3): one for one in found}
    after, delay = moment_after(span.seen), timedelta(days=rules.on_time_days)
    for due_on, held_at in due(first, last).values_list("due_on", "held_at"):
        quarter = by_quarter[due_on.year, (due_on.month - 1) // 3]
        held = local(held_at) if held_at and held_at < after else None
        _count(quarter, due_on + delay, held, span.seen)
    return found


def due(first: date, last: date):  # type: ignore[no-untyped-def]
    """The reviews that were to be held between two days: neither suspended by a pause nor of a plan stopped before."""
    paused = PlanPause.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("due_on")),
        plan=OuterRef("plan"),
        starts_on__lte=OuterRef("due_on"),
    )
    return Review.objects.filter(
        ~Exists(paused),
        Q(plan__ended_on__isnull=True) | Q(plan__ended_on__gte=F("due_on")),
        due_on__gte=first,
        due_on__lte=last,
    ).order_by()


def _count(quarter: Quarter, limit: date, held: date | None, seen: date) -> None:
    if held is not None and held <= limit:
        quarter.on_time += 1
    elif held is not None:
        quarter.late += 1
    elif limit >= seen:
        quarter.running += 1
    else:
        quarter.missed += 1
