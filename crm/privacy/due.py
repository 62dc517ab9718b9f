"""Whose clock has run out: the facts of everybody in one query, the pure function for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from crm.applications.models import (
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
)
from crm.funding.models import Participation, held_until
from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.support.models import PlanState, SupportPlan

from .clocks import PersonFacts, clocks, keeps_until

WAITING = [
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.WAITLISTED,
    ApplicationState.POOLED,
]
# Files read from the database at a time.
AT_ONCE = 500
MONTH_ENDS = timedelta(days=3)
CLOSED = [ApplicationState.REFUSED, ApplicationState.WITHDRAWN]
IN_TRAINING = [
    EnrolmentState.OFFERED,
    EnrolmentState.CONFIRMED,
    EnrolmentState.STARTED,
    EnrolmentState.COMPLETED,
    EnrolmentState.ABANDONED,
]


def latest(rows: QuerySet[Any], link: str, value: Any) -> Subquery:
    """The greatest value of the rows of a person."""
    of_one = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Subquery(of_one.annotate(latest=Max(value)).values("latest"))


def with_facts(people: QuerySet[Person]) -> QuerySet[Person]:
    own = Application.objects.filter(person=OuterRef("pk"))
    ended = Case(
        When(state=PlanState.ENDED_EARLY, then=F("ended_on")),
        default=F("ends_on"),
        output_field=DateField(),
    )
    return people.annotate(
        waiting=Exists(own.filter(state__in=WAITING)),
        closed_at=latest(
            Application.objects.filter(state__in=CLOSED),
            "person",
            Coalesce("decided_at", "submitted_at"),
        ),
        trained_until=latest(
            Enrolment.objects.filter(state__in=IN_TRAINING),
            "application__person",
            Coalesce("ended_on", "roster__session__ends_on"),
        ),
        plan_until=latest(SupportPlan.objects.all(), "person", ended),
        funder_paid_in=latest(
            Participation.objects.all(), "person", "operation__last_payment_year"
        ),
        funder_held=Exists(
            Participation.objects.filter(
                person=OuterRef("pk"), operation__last_payment_year__isnull=True
            )
        ),
        plan_held=Exists(
            SupportPlan.objects.filter(
                person=OuterRef("pk"), state__in=[PlanState.DRAFT, PlanState.PAUSED]
            )
        ),
    )


def facts_of(person: Any) -> PersonFacts:
    """Read the facts of a person that comes from `with_facts`."""
    return PersonFacts(
        heard_on=timezone.localdate(person.last_inbound_at),
        waiting=person.waiting,
        closed_on=timezone.localdate(person.closed_at) if person.closed_at else None,
        trained_until=person.trained_until,
        plan_until=person.plan_until,
        plan_held=person.plan_held,
        funder_until=held_until(person.funder_paid_in),
        funder_held=person.funder_held,
    )


def kept_until(person: Person) -> date | None:
    return keeps_until(facts_of(with_facts(Person.objects.filter(pk=person.pk)).get()))


def due(at: datetime) -> Iterator[Person]:
    """Give the people whose file may not be kept any more, the one silent for longest first."""
    return (person for person, _ in ending(timezone.localdate(at)))


def silent(day: date) -> QuerySet[Person]:
    """Those who gave no sign for the shortest of the times: nobody else's clock can have run out."""
    shortest = min(clock.months for clock in clocks().values())
    # Who asked that their file be kept is not forgotten by a clock.
    kept = Person.objects.alive().unrestricted()
    return kept.filter(last_inbound_at__lt=_months_before(day, shortest))


def _months_before(day: date, months: int) -> datetime:
    return timezone.make_aware(datetime.combine(add_months(day, -months), time()))


def _perhaps_ending(day: date) -> QuerySet[Person]:
    """Those whose clocks may all have run out: the others are not read for nothing.

    The database compares days, the clocks months of unequal lengths: MONTH_ENDS lets some too many through.
    """

    def begun(code: str) -> date:
        return add_months(day, -clocks()[code].months) + MONTH_ENDS

    ended = {"closed_at__date": "closed", "trained_until": "trained", "plan_until": "supported"}
    facts: QuerySet[Any] = with_facts(silent(day))
    people = facts.filter(plan_held=False, funder_held=False)
    for field, code in ended.items():
        never = Q(**{f"{field.removesuffix('__date')}__isnull": True})
        people = people.filter(never | Q(**{f"{field}__lt": begun(code)}))
    # Without an application decided nor a training, the clock of contacts runs from the last sign.
    long_silent = Q(last_inbound_at__date__lt=begun("contact"))
    return people.filter(long_silent | Q(closed_at__isnull=False) | Q(trained_until__isnull=False))


def ending(day: date) -> Iterator[tuple[Person, date]]:
    """Give the people whose file is kept until before a day, the one silent for longest first.

    Read as it is consumed: who stops early has not waited for the rest.
    """
    people = _perhaps_ending(day).order_by("last_inbound_at", "pk")
    for person in people.iterator(chunk_size=AT_ONCE):
        until = keeps_until(facts_of(person))
        if until is not None and until < day:
            yield person, until
