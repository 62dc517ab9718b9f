"""How support goes: reviews held on time, people accompanied. Read from dates, never from today's states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
)
from django.utils import timezone

from crm.people.models import Person
from crm.support.models import PlanPause, PlanState, Review, SupportPlan

from ..days import moment_after, months_before
from ..rules import Rules
from .figures import Figure, counted, number
from .people import who

READS = (SupportPlan, Review, PlanPause, Person)


def support(day: date, rules: Rules) -> list[Figure]:
    """Return I11, the reviews due in the last months and those of them held soon enough; and who is accompanied."""
    people: set[int] = set()
    on_time: list[int] = []
    due, running = 0, 0
    for person, runs, counts, review, due_on, held_at in plans_and_reviews(day, rules):
        if runs:
            people.add(person)
        if not counts:
            continue
        due += 1
        last = due_on + timedelta(days=rules.on_time_days)
        held_on = timezone.localdate(held_at) if held_at and held_at < moment_after(day) else None
        if held_on is None:
            running += last >= day
        elif held_on <= last:
            on_time.append(review)
    return [
        number("I11", len(on_time), among=due, unknown=running, ids=tuple(sorted(on_time))),
        counted("I11_plans", people),
    ]


def plans_and_reviews(day: date, rules: Rules) -> QuerySet[SupportPlan, tuple[Any, ...]]:
    """Each plan beside its reviews of the last months, one row each, or alone when it has none.

    A row: the person, whether the plan runs on the day, whether the review was due, its id, its day, when
    it was held. A review that a pause puts off, or that comes after the end of its plan, was not due.
    """
    review = FilteredRelation(
        "reviews",
        condition=Q(
            reviews__due_on__gt=months_before(day, rules.recent_months), reviews__due_on__lte=day
        ),
    )
    pauses = PlanPause.objects.filter(plan=OuterRef("pk"))
    paused = pauses.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)
    put_off = pauses.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("review__due_on")),
        starts_on__lte=OuterRef("review__due_on"),
    )
    runs = (
        Q(starts_on__lte=day, ends_on__gt=day)
        & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
        & ~Q(state=PlanState.DRAFT)
        & ~Exists(paused)
    )
    counts = (
        Q(review__due_on__isnull=False)
        & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("review__due_on")))
        & ~Exists(put_off)
    )
    rows = SupportPlan.objects.annotate(review=review).annotate(
        who=who(),
        runs=ExpressionWrapper(runs, BooleanField()),
        counts=ExpressionWrapper(counts, BooleanField()),
    )
    return (
        rows.filter(Q(runs=True) | Q(counts=True))
        .order_by()
        .values_list("who", "runs", "counts", "review__pk", "review__due_on", "review__held_at")
    )
