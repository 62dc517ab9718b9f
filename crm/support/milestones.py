"""The doors of milestones: laid when a plan opens, added, reached with evidence, missed, dropped."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.models import Paper
from crm.registers.calendar import add_months

from .models import LIVE_PLANS, MILESTONE_PATHS, Milestone, MilestoneState, PlanBasis, SupportPlan

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def lay_milestones(plan: SupportPlan) -> None:
    """Write the milestones that the territory proposes for what opened the plan.

    Those of a settlement tell of the family: trainers do not read them.
    """
    trained = plan.basis == PlanBasis.TRAINED
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan,
            label=label,
            due_on=add_months(plan.starts_on, month),
            for_trainers=trained,
        )
        for month, label in settings.SUPPORT_MILESTONES.get(plan.basis, [])
        if month <= plan.months
    )


@transaction.atomic
def add_milestone(
    plan: SupportPlan,
    label: str,
    due_on: date,
    *,
    for_trainers: bool = True,
    by: User | None = None,
    at: datetime | None = None,
) -> Milestone:
    plan = SupportPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state not in LIVE_PLANS:
        raise Refused("Cet accompagnement est terminé.")
    _within(plan, due_on)
    row = Milestone.objects.create(
        plan=plan, label=label.strip(), due_on=due_on, for_trainers=for_trainers
    )
    record(Action.CREATED, row, by=by, person_id=plan.person_id, at=at)
    return row


@transaction.atomic
def postpone_milestone(
    milestone: Milestone, due_on: date, *, by: User | None = None, at: datetime | None = None
) -> Milestone:
    """Give another day to a milestone that is still to reach."""
    row = _locked(milestone)
    if row.state != MilestoneState.TODO:
        raise Refused("Cette étape n’est plus à atteindre.")
    _within(row.plan, due_on)
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    record(Action.CHANGED, row, by=by, person_id=row.plan.person_id, fields=["due_on"], at=at)
    return row


@transaction.atomic
def move_milestone(
    milestone: Milestone,
    to: MilestoneState,
    *,
    on: date | None = None,
    evidence: str = "",
    paper: Paper | None = None,
    reason: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Milestone:
    """The only door between the states of a milestone.

    Reached, it shows its evidence: words, a paper of the same file, or both. Dropped, it says why.
    """
    now = at or timezone.now()
    row = _locked(milestone)
    before = MilestoneState(row.state)
    if to not in MILESTONE_PATHS[before]:
        raise Refused(f"Une étape « {before.label} » ne devient pas « {to.label} ».")
    values: dict[str, object] = {"done_on": None, "evidence": "", "paper": None, "reason": ""}
    if to == MilestoneState.DONE:
        values |= _evidence(row, on, evidence, paper, timezone.localdate(now))
    elif to == MilestoneState.DROPPED:
        if not reason.strip():
            raise Refused("Dites pourquoi cette étape est abandonnée.")
        values["reason"] = reason.strip()
    for name, value in values.items():
        setattr(row, name, value)
    row.state = to
    row.save(update_fields=["state", *values])
    record(
        Action.MOVED, row, by=by, person_id=row.plan.person_id, before=before, after=to,
        reason=reason, at=now,
    )  # fmt: skip
    return row


def _evidence(
    row: Milestone, on: date | None, evidence: str, paper: Paper | None, today: date
) -> dict[str, object]:
    if paper is not None and paper.person_id != row.plan.person_id:
        raise Refused("Cette pièce est d’un autre dossier.")
    told = evidence.strip() or (paper.title if paper else "")
    if not told:
        raise Refused("Dites ce qui montre que l’étape est atteinte, ou choisissez une pièce.")
    day = on or today
    if day > today:
        raise Refused("Une étape est atteinte un jour passé, ou aujourd’hui.")
    return {"done_on": day, "evidence": told[:240], "paper": paper}


def _locked(milestone: Milestone) -> Milestone:
    return (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=milestone.pk)
    )


def _within(plan: SupportPlan, due_on: date) -> None:
    if not plan.starts_on <= due_on <= plan.ends_on:
        raise Refused(
            f"Choisissez un jour de l’accompagnement, du {plan.starts_on:%d/%m/%Y} "
            f"au {plan.ends_on:%d/%m/%Y}."
        )
