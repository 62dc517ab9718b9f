"""The doors of support plans: opened, moved from state to state, given to another colleague."""

from __future__ import annotations

from datetime import date, datetime
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
from .milestones import lay_milestones
from .models import (
    LIVE_PLANS,
    PLAN_PATHS,
    RUNNING_PLANS,
    PlanBasis,
    PlanState,
    Review,
    SupportPlan,
)
from .plan_days import end_of, shift_reviews, state_on
from .plan_moves import begin_pause, come_back, end, extend, need_reason, reopen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEEDS_REASON = {PlanState.PAUSED, PlanState.ENDED_EARLY, PlanState.EXTENDED}


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
    """Return the live plan of somebody, opened with its reviews and milestones when there is none."""
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
        for month in settings.SUPPORT_REVIEW_MONTHS
        if month <= months
    )
    lay_milestones(plan)
    plan_opened(person, plan.pk, referent=referent, by=by, at=at)
    return move_plan(plan, PlanState.ACTIVE, by=by, at=at)


def locked(plan: SupportPlan) -> SupportPlan:
    """Read a plan again and hold it until the transaction ends."""
    return (
        SupportPlan.objects.select_for_update(of=("self",)).select_related("person").get(pk=plan.pk)
    )


@transaction.atomic
def move_plan(
    plan: SupportPlan,
    to: PlanState,
    *,
    by: User | None = None,
    reason: str = "",
    months: int = 0,
    on: date | None = None,
    decided_by: User | None = None,
    at: datetime | None = None,
) -> SupportPlan:
    """The only door between the states of a plan.

    `months` is the length of an extension, `decided_by` who granted it, `on` the day of an early end
    when it is past. Pausing, extending, ending early and taking an early end back need a reason.
    A pause with its own dates goes by `pauses`.
    """
    now = at or timezone.now()
    day = timezone.localdate(now)
    plan = locked(plan)
    before = PlanState(plan.state)
    if to not in PLAN_PATHS[before]:
        raise Refused(f"Un accompagnement « {before.label} » ne devient pas « {to.label} ».")
    if before == PlanState.PAUSED and months:
        raise Refused("Notez d’abord la reprise, puis prolongez l’accompagnement.")
    goes_on = before == PlanState.PAUSED and to in RUNNING_PLANS
    if (to in NEEDS_REASON and not goes_on) or before == PlanState.ENDED_EARLY:
        need_reason(reason)
    if goes_on:
        come_back(plan, day)
    elif before == PlanState.ENDED_EARLY:
        reopen(plan, day)
    elif to == PlanState.PAUSED:
        begin_pause(plan, day, reason)
    elif to == PlanState.EXTENDED:
        extend(plan, months, reason, decided_by or by, day)
    elif to in {PlanState.ENDED, PlanState.ENDED_EARLY}:
        end(plan, to, reason, on or day, day)
    # It goes on as it was before its pause, or before it was stopped by mistake.
    plan.state = to if to not in RUNNING_PLANS else state_on(plan, day)
    return _follow(plan, before, by, reason, now)


@transaction.atomic
def align(
    plan: SupportPlan, *, by: User | None = None, reason: str = "", at: datetime | None = None
) -> SupportPlan:
    """Bring the end, the reviews and the state of a live plan in line with its pauses as they are now."""
    now = at or timezone.now()
    plan = locked(plan)
    before = PlanState(plan.state)
    plan.state = state_on(plan, timezone.localdate(now))
    return _follow(plan, before, by, reason, now)


def _follow(
    plan: SupportPlan, before: PlanState, by: User | None, reason: str, now: datetime
) -> SupportPlan:
    """Write the state of a plan, and let everything that hangs on it follow."""
    plan.ends_on = end_of(plan)
    if plan.state == PlanState.ENDED:
        # Noted late or on its day, the term is the same.
        plan.ended_on = plan.ends_on
    plan.save(update_fields=["state", "ends_on", "ended_on", "end_reason"])
    if plan.state in LIVE_PLANS:
        shift_reviews(plan)
    if before != plan.state:
        record(
            Action.MOVED, plan, by=by, person_id=plan.person_id, before=before, after=plan.state,
            reason=reason, at=now,
        )  # fmt: skip
        _let_the_journey_follow(plan, by, now)
    followers.tell(plan, by, now)
    return plan


def _let_the_journey_follow(plan: SupportPlan, by: User | None, now: datetime) -> None:
    stage = {PlanState.ACTIVE: Stage.SUPPORTED, PlanState.ENDED: Stage.COMPLETED}.get(
        PlanState(plan.state)
    )
    if stage is not None:
        for journey in Journey.objects.open().filter(person=plan.person):
            advance(journey, stage, by=by, at=now)


@transaction.atomic
def change_referent(
    plan: SupportPlan, referent: User | None, *, by: User | None, at: datetime | None = None
) -> bool:
    """Give a live plan to another colleague, or to nobody. False when nothing changes."""
    plan = locked(plan)
    if plan.state not in LIVE_PLANS:
        raise Refused("Cet accompagnement est terminé.")
    if plan.referent_id == (referent.pk if referent else None):
        return False
    plan.referent = referent
    plan.save(update_fields=["referent"])
    record(Action.CHANGED, plan, by=by, person_id=plan.person_id, fields=["referent"], at=at)
    return True
