"""What each move of a plan writes beside its state. `plans.move_plan` alone calls this, the plan locked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm.journal.refusal import Refused
from crm.registers.calendar import add_months

from .models import PlanExtension, PlanPause, PlanState, Review, SupportPlan
from .plan_days import check_pauses, months_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ALREADY = "Cette personne est déjà accompagnée."


def need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Indiquez le motif.")


def come_back(plan: SupportPlan, day: date) -> None:
    for pause in plan.pauses.all():
        if pause.holds(day):
            pause.ends_on = day
            pause.save(update_fields=["ends_on"])


def begin_pause(plan: SupportPlan, day: date, reason: str) -> None:
    pause = PlanPause(plan=plan, starts_on=day, reason=reason)
    check_pauses(plan, [*plan.pauses.all(), pause])
    pause.save()


def extend(plan: SupportPlan, months: int, reason: str, decided_by: User | None, day: date) -> None:
    """Add months, with one more review at their end."""
    if plan.extensions.exists():
        raise Refused("Un accompagnement ne se prolonge qu’une fois.")
    if not 1 <= months <= 24:
        raise Refused("Une prolongation dure de 1 à 24 mois.")
    _alone(plan)
    PlanExtension.objects.create(
        plan=plan, months=months, reason=reason, decided_on=day, decided_by=decided_by
    )
    plan.ended_on = None
    total = months_of(plan)
    Review.objects.get_or_create(
        plan=plan, month=total, defaults={"due_on": add_months(plan.starts_on, total)}
    )


def end(plan: SupportPlan, to: PlanState, reason: str, on: date, day: date) -> None:
    if to == PlanState.ENDED and day < plan.ends_on:
        raise Refused(
            f"Le terme est le {plan.ends_on:%d/%m/%Y} : choisissez « arrêt avant terme »."
        )
    if to == PlanState.ENDED and any(pause.holds(day) for pause in plan.pauses.all()):
        raise Refused("Cet accompagnement est en pause : son terme attend la reprise.")
    if not plan.starts_on <= on <= day:
        raise Refused("Indiquez un jour passé de l’accompagnement, ou aujourd’hui.")
    for pause in plan.pauses.all():
        if pause.ends_on is None or pause.holds(on):
            pause.ends_on = max(pause.starts_on, on)
            pause.save(update_fields=["ends_on"])
    plan.ended_on = on
    plan.end_reason = reason if to == PlanState.ENDED_EARLY else ""


def reopen(plan: SupportPlan, day: date) -> None:
    _alone(plan)
    if plan.ends_on <= day:
        raise Refused(f"Son terme est passé, le {plan.ends_on:%d/%m/%Y} : il ne se rouvre plus.")
    plan.ended_on, plan.end_reason = None, ""


def _alone(plan: SupportPlan) -> None:
    others = SupportPlan.objects.live().filter(person=plan.person).exclude(pk=plan.pk)
    if others.exists():
        raise Refused(ALREADY)
