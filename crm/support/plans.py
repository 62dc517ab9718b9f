"""The doors of support plans."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey, Stage
from crm.journeys.planned_tasks import plan_opened
from crm.journeys.services import advance
from crm.people.models import Person
from crm.people.services import current_membership
from crm.registers.calendar import add_months

from . import followers
from .models import (
    PLAN_PATHS,
    PlanBasis,
    PlanExtension,
    PlanPause,
    PlanState,
    Review,
    SupportPlan,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REVIEW_MONTHS = (3, 6, 12, 18, 24)


@transaction.atomic
def open_plan(
    person: Person,
    basis: PlanBasis,
    starts_on: date,
    *,
    by: User | None = None,
    referent: User | None = None,
    at: datetime | None = None,
) -> SupportPlan:
    """Return the live plan of somebody, opened with its reviews when there is none."""
    Person.objects.select_for_update().get(pk=person.pk)
    plan = SupportPlan.objects.live().filter(person=person).first()
    if plan is not None:
        return plan
    months = settings.SUPPORT_MONTHS
    membership = current_membership(person)
    plan = SupportPlan.objects.create(
        person=person,
        household=membership.household if membership else None,
        basis=basis,
        starts_on=starts_on,
        months=months,
        ends_on=add_months(starts_on, months),
        referent=referent,
    )
    Review.objects.bulk_create(
        Review(plan=plan, month=month, due_on=add_months(starts_on, month))
        for month in REVIEW_MONTHS
        if month <= months
    )
    plan_opened(person, plan.pk, referent=referent, by=by, at=at)
    return move_plan(plan, PlanState.ACTIVE, by=by, at=at)


@transaction.atomic
def move_plan(
    plan: SupportPlan,
    to: PlanState,
    *,
    by: User | None = None,
    reason: str = "",
    months: int = 0,
    at: datetime | None = None,
) -> SupportPlan:
    """The only door between the states of a plan.

    `months` is the length of an extension; pausing, extending and ending early need a reason.
    """
    now = at or timezone.now()
    day = timezone.localdate(now)
    plan = SupportPlan.objects.select_for_update().select_related("person").get(pk=plan.pk)
    before = PlanState(plan.state)
    if to not in PLAN_PATHS[before]:
        raise Refused(f"Un accompagnement « {before.label} » ne devient pas « {to.label} ».")
    if before == PlanState.PAUSED and to in {PlanState.ACTIVE, PlanState.EXTENDED}:
        # It goes on as it was before the pause.
        to = PlanState.EXTENDED if plan.extensions.exists() else PlanState.ACTIVE
    else:
        _check(plan, to, reason, months)
    _apply(plan, before, to, by, reason, months, day)
    plan.state = to
    plan.ends_on = end_of(plan)
    plan.save(update_fields=["state", "ends_on", "ended_on", "end_reason"])
    record(
        Action.MOVED, plan, by=by, person_id=plan.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    _let_the_journey_follow(plan, by, now)
    followers.tell(plan, by, now)
    return plan


def _check(plan: SupportPlan, to: PlanState, reason: str, months: int) -> None:
    needs_reason = {PlanState.PAUSED, PlanState.ENDED_EARLY, PlanState.EXTENDED}
    if to in needs_reason and not reason.strip():
        raise Refused("Indiquez le motif.")
    if to != PlanState.EXTENDED:
        return
    if plan.extensions.exists():
        raise Refused("Un accompagnement ne se prolonge qu’une fois.")
    if not 1 <= months <= 24:
        raise Refused("Une prolongation dure de 1 à 24 mois.")
    if SupportPlan.objects.live().filter(person=plan.person).exclude(pk=plan.pk).exists():
        raise Refused("Cette personne est déjà accompagnée.")


def _apply(
    plan: SupportPlan,
    before: PlanState,
    to: PlanState,
    by: User | None,
    reason: str,
    months: int,
    day: date,
) -> None:
    if before == PlanState.PAUSED:
        PlanPause.objects.filter(plan=plan, ends_on__isnull=True).update(ends_on=day)
    if to == PlanState.PAUSED:
        PlanPause.objects.create(plan=plan, starts_on=day, reason=reason)
    elif before == PlanState.ENDED and to == PlanState.EXTENDED:
        PlanExtension.objects.create(
            plan=plan, months=months, reason=reason, decided_on=day, decided_by=by
        )
    ended = to in {PlanState.ENDED, PlanState.ENDED_EARLY}
    if to == PlanState.ENDED and day < plan.ends_on:
        raise Refused(
            f"Le terme est le {plan.ends_on:%d/%m/%Y} : choisissez « arrêt avant terme »."
        )
    plan.ended_on = day if ended else None
    plan.end_reason = reason if to == PlanState.ENDED_EARLY else ""


def end_of(plan: SupportPlan) -> date:
    """Return start + months + extensions + the days of its closed pauses."""
    months = plan.months + sum(extension.months for extension in plan.extensions.all())
    days = sum(
        (pause.ends_on - pause.starts_on).days for pause in plan.pauses.all() if pause.ends_on
    )
    return add_months(plan.starts_on, months) + timedelta(days=days)


def _let_the_journey_follow(plan: SupportPlan, by: User | None, now: datetime) -> None:
    stage = {PlanState.ACTIVE: Stage.SUPPORTED, PlanState.ENDED: Stage.COMPLETED}.get(
        PlanState(plan.state)
    )
    if stage is not None:
        for journey in Journey.objects.open().filter(person=plan.person):
            advance(journey, stage, by=by, at=now)


def hold_review(
    review: Review, summary: str, *, by: User | None, at: datetime | None = None
) -> None:
    """Note that a review took place, with what was said."""
    if not summary.strip():
        raise Refused("Un bilan tenu a son compte rendu.")
    review.held_at = at or timezone.now()
    review.summary = summary
    review.save(update_fields=["held_at", "summary"])
    record(
        Action.CHANGED, review, by=by, person_id=review.plan.person_id, fields=["held_at"], at=at
    )


def end_due_plans(at: datetime | None = None) -> int:
    """End the plans whose term has come. Safe to run twice."""
    now = at or timezone.now()
    due = list(SupportPlan.objects.due_to_end(timezone.localdate(now)))
    for plan in due:
        move_plan(plan, PlanState.ENDED, at=now)
    return len(due)
