"""The doors of pauses: with their own dates, past or to come, corrected, taken away."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import LIVE_PLANS, PlanPause, SupportPlan
from .plan_days import check_pauses
from .plans import align, locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def add_pause(
    plan: SupportPlan,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> PlanPause:
    """Note a pause, past, present or planned. `ends_on` is the day of return, None when nobody knows it."""
    plan = _hold(plan)
    pause = PlanPause(plan=plan, starts_on=starts_on, ends_on=ends_on, reason=_said(reason))
    check_pauses(plan, [*plan.pauses.all(), pause])
    pause.save()
    record(Action.CREATED, pause, by=by, person_id=plan.person_id, at=at)
    align(plan, by=by, reason=pause.reason, at=at)
    return pause


@transaction.atomic
def change_pause(
    pause: PlanPause,
    starts_on: date,
    ends_on: date | None,
    why: str,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> PlanPause:
    """Correct the dates of a pause. `why` goes to the journal."""
    plan = _hold(pause.plan)
    row = _still_there(plan, pause)
    row.starts_on, row.ends_on = starts_on, ends_on
    check_pauses(plan, [row, *plan.pauses.exclude(pk=row.pk)])
    row.save(update_fields=["starts_on", "ends_on"])
    record(
        Action.CHANGED, row, by=by, person_id=plan.person_id, reason=_said(why),
        fields=["starts_on", "ends_on"], at=at,
    )  # fmt: skip
    align(plan, by=by, reason=why, at=at)
    return row


@transaction.atomic
def remove_pause(
    pause: PlanPause, why: str, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Take away a pause noted by mistake: the plan is shortened by its days."""
    plan = _hold(pause.plan)
    row = _still_there(plan, pause)
    check_pauses(plan, plan.pauses.exclude(pk=row.pk))
    record(Action.DELETED, row, by=by, person_id=plan.person_id, reason=_said(why), at=at)
    row.delete()
    align(plan, by=by, reason=why, at=at)


def _hold(plan: SupportPlan) -> SupportPlan:
    held = locked(plan)
    if held.state not in LIVE_PLANS:
        raise Refused("Cet accompagnement est terminé : ses pauses ne changent plus.")
    return held


def _still_there(plan: SupportPlan, pause: PlanPause) -> PlanPause:
    row = plan.pauses.filter(pk=pause.pk).first()
    if row is None:
        raise Refused("Cette pause n’est plus là : quelqu’un l’a retirée.")
    return row


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("Indiquez le motif.")
    return reason.strip()
