"""The plans as a list: which ones a view shows, and what each line needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from crm.registers.calendar import add_months

from .models import LIVE_PLANS, RUNNING_PLANS, MilestoneState, PlanState, Review, SupportPlan
from .models.plans import PlanQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIVE, MINE, ENDING, LATE, ALONE, PAUSED, ENDED = (
    "", "miens", "fin", "retard", "seuls", "pause", "termines",
)  # fmt: skip
VIEWS = {
    LIVE: "En cours",
    MINE: "Les miens",
    ENDING: "Bientôt finis",
    LATE: "Bilan en retard",
    ALONE: "Sans référent",
    PAUSED: "En pause",
    ENDED: "Terminés",
}


def plans_of(view: str, user: User, today: date) -> PlanQuerySet:
    rows = SupportPlan.objects.of_the_living()
    if view == ALONE:
        rows = rows.without_referent()
    chosen = {
        LIVE: Q(state__in=LIVE_PLANS),
        MINE: Q(state__in=LIVE_PLANS, referent=user),
        ENDING: Q(state__in=RUNNING_PLANS, ends_on__lte=notice_until(today)),
        LATE: Q(Exists(late_reviews(today))),
        ALONE: Q(),
        PAUSED: Q(state=PlanState.PAUSED),
        ENDED: Q(state__in=[PlanState.ENDED, PlanState.ENDED_EARLY]),
    }
    order = ["-ended_on", "-pk"] if view == ENDED else ["ends_on", "pk"]
    return rows.filter(chosen[view]).order_by(*order)


def notice_until(today: date) -> date:
    return add_months(today, settings.SUPPORT_END_NOTICE_MONTHS)


def late_reviews(today: date) -> QuerySet[Review]:
    """The reviews of each plan that are late."""
    return Review.objects.to_hold(today).filter(plan=OuterRef("pk"), due_on__lt=today)


def with_progress(rows: PlanQuerySet) -> QuerySet[SupportPlan]:
    """What a line says: its next review, how many milestones were reached, out of how many."""
    return rows.select_related("person", "referent").annotate(
        next_review=Min("reviews__due_on", filter=Q(reviews__held_at__isnull=True)),
        aimed=Count(
            "milestones", filter=~Q(milestones__state=MilestoneState.DROPPED), distinct=True
        ),
        reached=Count("milestones", filter=Q(milestones__state=MilestoneState.DONE), distinct=True),
    )
