"""The panels of this room in a file: activity, settlement, support."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.needs.models import Need
from crm.people.models import Person
from crm.people.services import current_membership

from .forms import (
    SETTLEMENT_FORMS,
    ActivityForm,
    ExtendForm,
    FollowUpForm,
    IntendForm,
    ReasonForm,
    ReviewForm,
    company_of,
    settlement_form,
)
from .forms_settling import CorrectForm
from .models import (
    PLAN_PATHS,
    SETTLEMENT_PATHS,
    ActivityCreation,
    FollowUp,
    PlanState,
    Settlement,
    SettlementState,
    SupportPlan,
)

NOTHING = SafeString("")
SETTLEMENT_ACTS = {
    SettlementState.MOVED_IN: "Noter l’emménagement",
    SettlementState.CONFIRMED: "Confirmer par une pièce",
    SettlementState.DEPARTED: "Noter le départ",
    SettlementState.INTENDED: "Annuler l’emménagement",
}


def draw(request: HttpRequest, name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(f"crm_support/panels/{name}.html", context, request)


def activity(request: HttpRequest, person: Person) -> SafeString:
    if not user_of(request).has_perm("crm_support.view_activitycreation"):
        return NOTHING
    context = {
        "person": person,
        "activities": ActivityCreation.objects.filter(person=person).select_related("commune"),
        "last_answer": FollowUp.objects.filter(person=person).last(),
        "form": form_for(request, "activity", ActivityForm, initial={"trade": person.trade}),
        "answer_form": form_for(request, "answer", FollowUpForm),
    }
    return draw(request, "activity", context)


def settlement(request: HttpRequest, person: Person) -> SafeString:
    if not user_of(request).has_perm("crm_support.view_settlement"):
        return NOTHING
    membership = current_membership(person)
    home = membership.household if membership else None
    rows = (
        Settlement.objects.filter(household=home).select_related("commune", "proof_paper")
        if home
        else []
    )
    members = list(home.members.filter(ends_on__isnull=True)) if home else []
    settlements = list(rows)
    unmet = list(Need.objects.unmet().filter(household=home).select_related("member__person"))
    context = {
        "person": person,
        "unmet": unmet if home else [],
        "lines": [
            {
                "settlement": row,
                "acts": _settlement_acts(request, row, len(unmet)),
                "correct": form_for(request, f"correct-{row.pk}", CorrectForm, row=row),
            }
            for row in settlements
        ],
        "may_intend": all(row.departed_on for row in settlements),
        "form": form_for(request, "intend", IntendForm, initial=company_of(members)),
    }
    return draw(request, "settlement", context)


def _settlement_acts(request: HttpRequest, row: Settlement, left: int) -> list[dict[str, Any]]:
    allowed = SETTLEMENT_PATHS[SettlementState(row.state)]
    return [
        {
            "state": state,
            "label": SETTLEMENT_ACTS[state],
            "form": form_for(request, f"settle-{row.pk}-{state}", settlement_form(state, left)),
        }
        for state in SETTLEMENT_FORMS
        if state in allowed
    ]


def support(request: HttpRequest, person: Person) -> SafeString:
    if not user_of(request).has_perm("crm_support.view_supportplan"):
        return NOTHING
    plans = (
        SupportPlan.objects.filter(person=person)
        .select_related("referent")
        .prefetch_related("reviews", "pauses", "extensions")
    )
    context = {"person": person, "lines": [_plan(request, plan) for plan in plans]}
    return draw(request, "support", context)


def _plan(request: HttpRequest, plan: SupportPlan) -> dict[str, Any]:
    today = timezone.localdate()
    allowed = PLAN_PATHS[PlanState(plan.state)]
    running = plan.state in {PlanState.ACTIVE, PlanState.EXTENDED}
    whole = (plan.ends_on - plan.starts_on).days
    return {
        "plan": plan,
        "whole": whole,
        "elapsed": max(0, min(whole, (today - plan.starts_on).days)),
        "days_left": (plan.ends_on - today).days,
        "reviews": [_review(request, review, today, running) for review in plan.reviews.all()],
        "may_pause": running,
        "may_resume": plan.state == PlanState.PAUSED,
        "may_end": running and today >= plan.ends_on,
        "may_end_early": PlanState.ENDED_EARLY in allowed,
        "may_extend": plan.state == PlanState.ENDED and not plan.extensions.all(),
        "pause_form": form_for(request, f"plan-{plan.pk}-pause", ReasonForm),
        "early_form": form_for(request, f"plan-{plan.pk}-early", ReasonForm),
        "extend_form": form_for(request, f"plan-{plan.pk}-extend", ExtendForm),
    }


def _review(request: HttpRequest, review: Any, today: Any, running: bool) -> dict[str, Any]:
    return {
        "review": review,
        "late": running and review.held_at is None and review.due_on < today,
        "form": form_for(request, f"review-{review.pk}", ReviewForm),
    }
