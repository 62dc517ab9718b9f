"""What becomes of those whom a trainer trained: milestones and trainers’ notes, nothing else of their file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Prefetch, Q

from crm.applications.calendar.whose import sessions_of_trainer
from crm.applications.models import Enrolment, EnrolmentState
from crm.support.models import Milestone, MilestoneState, SupportPlan
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN = Q(milestones__for_trainers=True)
TRAINED = [EnrolmentState.STARTED, EnrolmentState.COMPLETED, EnrolmentState.ABANDONED]


@dataclass(frozen=True)
class Trainee:
    enrolment: Enrolment
    plan: SupportPlan


def trainees_of(user: User) -> list[Trainee]:
    """Those of a trainer's sessions who are accompanied now, the latest session first. Two queries."""
    mine = Session.objects.filter(sessions_of_trainer(user)).values("pk")
    enrolments = (
        Enrolment.objects.filter(
            roster__session__in=mine,
            state__in=TRAINED,
            application__person__anonymised_at__isnull=True,
        )
        .select_related("application__person", "roster__session__course")
        .order_by("-roster__session__starts_on", "application__person__last_name", "pk")
    )
    latest: dict[int, Enrolment] = {}
    for row in enrolments:
        latest.setdefault(row.application.person_id, row)
    plans = (
        SupportPlan.objects.live()
        .filter(person__in=list(latest))
        .annotate(
            aimed=Count(
                "milestones",
                filter=SHOWN & ~Q(milestones__state=MilestoneState.DROPPED),
                distinct=True,
            ),
            reached=Count(
                "milestones",
                filter=SHOWN & Q(milestones__state=MilestoneState.DONE),
                distinct=True,
            ),
            last_note=Max("trainer_notes__on"),
        )
    )
    by_person = {plan.person_id: plan for plan in plans}
    return [Trainee(row, by_person[pk]) for pk, row in latest.items() if pk in by_person]


def plan_after(enrolment: Enrolment) -> SupportPlan | None:
    """The live plan of somebody who was trained, with what a trainer may read of it."""
    return (
        SupportPlan.objects.live()
        .filter(person=enrolment.application.person_id)
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.filter(for_trainers=True)),
            "trainer_notes__author",
        )
        .first()
    )
