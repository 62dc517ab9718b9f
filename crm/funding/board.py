"""Which forms are waited for, and for how long: the board of an advisor, of an operation, of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from crm.journeys.models import Journey

from .models import Moment, Participation, ParticipationQuerySet

SOON, AHEAD = timedelta(days=7), timedelta(days=28)
LATE, WEEK, MONTH = "late", "week", "month"
LABELS = {LATE: "En retard", WEEK: "Dans les sept jours", MONTH: "Dans les vingt-huit jours"}


@dataclass(frozen=True)
class Line:
    row: Participation
    moment: Moment
    due_on: date
    bucket: str
    advisor: str


def waited_for(day: date) -> ParticipationQuerySet:
    """The participations whose next form is late or due within 28 days, the most pressing first."""
    return (
        Participation.objects.due_by(day + AHEAD)
        .select_related("person", "operation")
        .annotate(advisor=_advisor())
        .order_by("next_due_on", "pk")
    )


def lines(rows: list[Participation], day: date) -> list[Line]:
    return [
        Line(
            row,
            Moment(row.next_moment),
            row.next_due_on,
            bucket_of(row.next_due_on, day),
            getattr(row, "advisor", "") or "",
        )
        for row in rows
        if row.next_due_on
    ]


def bucket_of(due_on: date, day: date) -> str:
    if due_on < day:
        return LATE
    return WEEK if due_on <= day + SOON else MONTH


def counts(rows: ParticipationQuerySet, day: date) -> dict[str, int]:
    """How many of each bucket, in one query."""
    found = dict.fromkeys(LABELS, 0)
    for due_on in rows.order_by().values_list("next_due_on", flat=True):
        if due_on:
            found[bucket_of(due_on, day)] += 1
    return found


def in_bucket(rows: ParticipationQuerySet, bucket: str, day: date) -> ParticipationQuerySet:
    if bucket == LATE:
        return rows.filter(next_due_on__lt=day)
    if bucket == WEEK:
        return rows.filter(next_due_on__gte=day, next_due_on__lte=day + SOON)
    return rows.filter(next_due_on__gt=day + SOON) if bucket == MONTH else rows


def _advisor() -> Subquery:
    """The name of who follows the person now, or did last."""
    theirs = Journey.objects.filter(person=OuterRef("person"), owner__isnull=False)
    last = theirs.order_by(F("closed_at").desc(nulls_first=True), "-pk")
    name = Concat("owner__first_name", Value(" "), "owner__last_name")
    return Subquery(last.values(who=Coalesce(name, Value("")))[:1])
