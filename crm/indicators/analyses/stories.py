"""What happened to each person, from the first contact on, as of a day: a date or None for each milestone.

The first contact of somebody is the day on which their first journey opened. Two files made one count once, and a
person whose file was anonymised still counts: nothing here reads a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Max, Min, Q, QuerySet, When
from django.db.models.fields import DateTimeField
from django.utils import timezone

from crm.applications.models import Application, Attendance, Enrolment, EnrolmentState, ModuleResult
from crm.journeys.models import Journey
from crm.people.models import HouseholdMember
from crm.support.models import SETTLED, ActivityCreation, Settlement
from territory.models import Commune

from ..counting.people import SIGNED, who
from ..days import first_moment, moment_after
from .spans import Span

# When a journey is open, in an order that puts it after every closing.
NEVER = datetime(9999, 1, 1, tzinfo=timezone.get_default_timezone())


@dataclass(slots=True)
class Story:
    """open: a journey of theirs was open on the day as of which it is read."""

    contact: date
    applied: date | None = None
    decided: date | None = None
    enrolled: date | None = None
    started: date | None = None
    completed: date | None = None
    dropped: date | None = None
    activity: date | None = None
    settled: date | None = None
    open: bool = False

    @property
    def way(self) -> list[date | None]:
        """The dates of the training's steps, in their order."""
        return [
            self.contact,
            self.applied,
            self.decided,
            self.enrolled,
            self.started,
            self.completed,
        ]

    @property
    def outcome(self) -> date | None:
        """The first of an activity started and of a move to the territory."""
        return min((day for day in (self.activity, self.settled) if day), default=None)


def stories(span: Span) -> dict[int, Story]:
    """The stories, by person, of those whose first contact lies in a period. Eight queries."""
    found = _contacts(span)
    for name, rows in (_applications(span) | _enrolments(span)).items():
        _note(found, name, rows)
    _note(found, "started", _half_days(span))
    _note(found, "started", _modules(span))
    _note(found, "activity", _activities(span))
    _note(found, "settled", settlers(span.seen))
    return found


Dated = Iterable[tuple[int, Any]]


def _contacts(span: Span) -> dict[int, Story]:
    rows = (
        Journey.objects.filter(opened_at__lt=moment_after(span.seen))
        .annotate(who=who())
        .order_by()
        .values_list("who")
        .annotate(first=Min("opened_at"), last=Max(_closing()))
        .filter(first__gte=first_moment(span.since), first__lt=moment_after(span.end))
    )
    after = moment_after(span.seen)
    return {person: Story(local(first), open=last >= after) for person, first, last in rows}


def _closing() -> Case:
    return Case(
        When(closed_at__isnull=True, then=NEVER), default="closed_at", output_field=DateTimeField()
    )


def _note(found: dict[int, Story], name: str, rows: Dated) -> None:
    """Keep the first date of each person that is not before their first contact."""
    for person, at in rows:
        story = found.get(person)
        if story is None or at is None:
            continue
        day = max(local(at), story.contact)
        known = getattr(story, name)
        if known is None or day < known:
            setattr(story, name, day)


def _applications(span: Span) -> dict[str, Dated]:
    """Applied and decided, in one query."""
    after = moment_after(span.seen)
    rows = (
        Application.objects.sent()
        .filter(submitted_at__gte=first_moment(span.since), submitted_at__lt=after)
        .annotate(who=who())
        .order_by()
        .values_list("who")
        .annotate(
            sent=Min("submitted_at"), decided=Min("decided_at", filter=Q(decided_at__lt=after))
        )
    )
    told = list(rows)
    return {
        "applied": [(person, sent) for person, sent, _ in told],
        "decided": [(person, decided) for person, _, decided in told],
    }


def _enrolments(span: Span) -> dict[str, Dated]:
    """Confirmed, completed and dropped, in one query."""
    rows = (
        Enrolment.objects.filter(offered_at__gte=first_moment(span.since))
        .annotate(who=who("application__person"))
        .order_by()
        .values_list("who", "state", "confirmed_at", "ended_on")
    )
    found: dict[str, list[tuple[int, Any]]] = {"enrolled": [], "completed": [], "dropped": []}
    after = moment_after(span.seen)
    for person, state, confirmed_at, ended_on in rows:
        if confirmed_at and confirmed_at < after:
            found["enrolled"].append((person, confirmed_at))
        if ended_on and ended_on <= span.seen:
            name = "completed" if state == EnrolmentState.COMPLETED else "dropped"
            found[name].append((person, ended_on))
    return dict(found)


def _half_days(span: Span) -> Dated:
    rows = Attendance.objects.filter(SIGNED, date__gte=span.since, date__lte=span.seen)
    return _first(rows, "enrolment__application__person", "date")


def _modules(span: Span) -> Dated:
    rows = ModuleResult.objects.filter(
        validated_at__gte=first_moment(span.since), validated_at__lt=moment_after(span.seen)
    )
    return _first(rows, "enrolment__application__person", "validated_at")


def _activities(span: Span) -> Dated:
    rows = ActivityCreation.objects.filter(started_on__gte=span.since, started_on__lte=span.seen)
    return _first(rows, "person", "started_on")


def settlers(day: date) -> Iterator[tuple[int, date | None]]:
    """The adults of the households that had moved in by a day, each with that move; two queries."""
    moved = Settlement.objects.filter(
        state__in=SETTLED, move_in_on__lte=day, commune__in=Commune.objects.of_the_territory()
    )
    rows = HouseholdMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        person__isnull=False,
        starts_on__lte=day,
        household__settlements__in=moved,
    )
    yield from (
        rows.annotate(who=who()).order_by().values_list("who", "household__settlements__move_in_on")
    )
    own = moved.filter(journey__isnull=False).annotate(who=who("journey__person")).order_by()
    yield from own.values_list("who", "move_in_on")


def _first(rows: QuerySet[Any], person: str, moment: str) -> Dated:
    """The first date of each person; one query."""
    return rows.annotate(who=who(person)).order_by().values_list("who").annotate(first=Min(moment))


def local(at: date | datetime) -> date:
    """The day of a moment in the site's time zone; a day is itself."""
    if not isinstance(at, datetime):
        return at
    # The zone of the site is kept; the current one is looked up each time, which weighs on a hundred thousand rows.
    return at.astimezone(timezone.get_default_timezone()).date()


def first_contacts(day: date) -> dict[int, date]:
    """The day of the first contact of everybody, by a day; one query."""
    rows = Journey.objects.filter(opened_at__lt=moment_after(day))
    return {person: local(first) for person, first in _first(rows, "person", "opened_at")}
