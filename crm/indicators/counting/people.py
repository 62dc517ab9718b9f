"""Who applied, who came, who created an activity. Two files made one count once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from crm.applications.models import Application, Attendance, Enrolment, Mode
from crm.people.models import ProfessionalStatus
from crm.support.models import ActivityCreation, ActivityKind, FollowUp, FollowUpAnswer
from territory.models import LOCAL

from ..days import first_moment, moment_after, months_before
from ..rules import Rules

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


def who(path: str = "person") -> Coalesce:
    """The person a row leads to: the file that stayed when two were made one."""
    return Coalesce(f"{path}__merged_into_id", f"{path}_id")


@dataclass(frozen=True)
class Activity:
    person: int
    kind: str
    started_on: date
    telework: bool


def registered(day: date, rules: Rules) -> dict[int, int]:
    """Return how many applications each registered person has sent."""
    rows = (
        Application.objects.sent()
        .filter(
            submitted_at__gte=first_moment(rules.registered_since),
            submitted_at__lt=moment_after(day),
        )
        .annotate(who=who())
        .order_by()
        .values_list("who")
        .annotate(sent=Count("pk"))
    )
    return dict(rows)


def first_welcomes(day: date) -> dict[int, date]:
    """Return the first half-day signed on site of each person."""
    rows = (
        Attendance.objects.filter(SIGNED, mode=Mode.ON_SITE, date__lte=day)
        .annotate(who=who("enrolment__application__person"))
        .order_by()
        .values_list("who")
        .annotate(first=Min("date"))
    )
    return dict(rows)


def activities(day: date) -> list[Activity]:
    rows = ActivityCreation.objects.filter(started_on__lte=day).annotate(who=who()).order_by()
    return [Activity(*row) for row in rows.values_list("who", "kind", "started_on", "telework")]


def heard_recently(day: date, rules: Rules) -> set[int]:
    """Return those who answered a follow-up in the last months."""
    rows = FollowUp.objects.filter(
        asked_on__gt=months_before(day, rules.recent_months), asked_on__lte=day
    ).exclude(answer=FollowUpAnswer.UNREACHED)
    return set(rows.annotate(who=who()).order_by().values_list("who", flat=True).distinct())


def out_for_long(day: date, rules: Rules) -> set[int]:
    """Return those whose training ended some months ago at least."""
    rows = Enrolment.objects.filter(ended_on__lte=months_before(day, rules.recent_months))
    return set(
        rows.annotate(who=who("application__person"))
        .order_by()
        .values_list("who", flat=True)
        .distinct()
    )


def creators(welcomed: dict[int, date], found: list[Activity]) -> set[int]:
    """Return those who created or took over an activity once they had been welcomed."""
    return {
        activity.person
        for activity in found
        if activity.kind in OWN_ACTIVITY
        and activity.person in welcomed
        and activity.started_on >= welcomed[activity.person]
    }


def back_to_work(day: date, found: list[Activity]) -> set[int]:
    """Return the locals without work when they first applied, who since work by telework."""
    teleworking = {activity.person for activity in found if activity.telework}
    sent = (
        Application.objects.sent()
        .filter(submitted_at__lt=moment_after(day))
        .annotate(who=who())
        .order_by("-submitted_at", "-pk")
    )
    first = {
        person: (origin, status)
        for person, origin, status in sent.values_list("who", "origin", "status_at_entry")
    }
    return {
        person
        for person, (origin, status) in first.items()
        if person in teleworking and origin in LOCAL and status in WITHOUT_WORK
    }
