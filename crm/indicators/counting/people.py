"""Who applied, who created an activity, who is heard of. Two files made one count once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.db.models.functions import Coalesce

from crm.applications.models import Application
from crm.people.models import Person, ProfessionalStatus, StatusSpell
from crm.support.models import ActivityCreation, ActivityKind, FollowUp, FollowUpAnswer
from territory.models import LOCAL

from ..days import first_moment, moment_after, months_before
from ..rules import Rules

READS = (Application, Person, StatusSpell, ActivityCreation, FollowUp)

# A half-day signed, or kept on paper; what its last correction says comes first.
SIGNED = Q(corrected_minutes__gt=0) | (
    Q(corrected_minutes__isnull=True) & (Q(trainee_signed_at__isnull=False) | Q(on_paper=True))
)
OWN_ACTIVITY = {ActivityKind.CREATION, ActivityKind.TAKEOVER}
WITHOUT_WORK = [
    ProfessionalStatus.UNEMPLOYED,
    ProfessionalStatus.LONG_UNEMPLOYED,
    ProfessionalStatus.INACTIVE,
    ProfessionalStatus.TRAINING,
]
HEARD, EMPLOYED = "heard", "employed"


def who(path: str = "person") -> Coalesce:
    """The person a row leads to: the file that stayed when two were made one."""
    return Coalesce(f"{path}__merged_into_id", f"{path}_id")


@dataclass
class Applicant:
    """What the applications of one person tell.

    sent            ids of those that count in I1b
    origin, status  what the very first one said
    """

    origin: str
    status: str
    sent: list[int]


def applicants(day: date, rules: Rules) -> dict[int, Applicant]:
    """Return whoever had applied by a day, those whose applications are too old for I1 included."""
    counts = ExpressionWrapper(
        Q(submitted_at__gte=first_moment(rules.registered_since)), BooleanField()
    )
    rows = (
        Application.objects.sent()
        .filter(submitted_at__lt=moment_after(day))
        .annotate(who=who(), counts=counts)
        .order_by("submitted_at", "pk")
        .values_list("who", "pk", "counts", "origin", "status_at_entry")
    )
    found: dict[int, Applicant] = {}
    for person, pk, counted, origin, status in rows:
        applicant = found.setdefault(person, Applicant(origin, status, []))
        if counted:
            applicant.sent.append(pk)
    return found


class Fact(NamedTuple):
    """What is known of a person from a day on.

    kind      HEARD, EMPLOYED, or the kind of an activity
    telework  of an activity, whether it is done from a distance
    """

    person: int
    kind: str
    on: date
    telework: bool


@dataclass(frozen=True)
class Facts:
    """The activities begun, who answered a follow-up lately, and who of the regulars has an employer."""

    activities: list[Fact]
    heard: set[int]
    employed: set[int]


def facts(day: date, rules: Rules, regulars: Iterable[int]) -> Facts:
    """Read them at once, as of a day."""
    begun = ActivityCreation.objects.filter(started_on__lte=day)
    answered = FollowUp.objects.filter(
        asked_on__gt=months_before(day, rules.recent_months), asked_on__lte=day
    ).exclude(answer=FollowUpAnswer.UNREACHED)
    employed = StatusSpell.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        status=ProfessionalStatus.EMPLOYEE,
        starts_on__lte=day,
    )
    of_regulars = employed.annotate(who=who()).filter(who__in=list(regulars)).order_by()
    never = Value(value=False, output_field=BooleanField())
    rows = begun.annotate(who=who()).order_by().values_list("who", "kind", "started_on", "telework")
    rows = rows.union(
        answered.annotate(who=who()).order_by().values_list("who", Value(HEARD), "asked_on", never),
        of_regulars.values_list("who", Value(EMPLOYED), "starts_on", never),
        all=True,
    )
    found = [Fact(*row) for row in rows]
    return Facts(
        [fact for fact in found if fact.kind not in {HEARD, EMPLOYED}],
        {fact.person for fact in found if fact.kind == HEARD},
        {fact.person for fact in found if fact.kind == EMPLOYED},
    )


def creators(welcomed: dict[int, date], activities: list[Fact]) -> set[int]:
    """Return those who created or took over an activity once they had been welcomed."""
    return {
        activity.person
        for activity in activities
        if activity.kind in OWN_ACTIVITY
        and activity.person in welcomed
        and activity.on >= welcomed[activity.person]
    }


def back_to_work(applied: dict[int, Applicant], activities: list[Fact]) -> set[int]:
    """Return the locals without work when they first applied, who since work by telework."""
    teleworking = {activity.person for activity in activities if activity.telework}
    return {
        person
        for person in teleworking & applied.keys()
        if applied[person].origin in LOCAL and applied[person].status in WITHOUT_WORK
    }
