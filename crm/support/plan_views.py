"""What is done to a plan from the file: pauses, end, extension, referent, reviews, milestones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from crm.journeys.file_panels import user_of
from crm.journeys.team import called
from crm.journeys.views.acting import answer, living
from crm.registers.access import needs
from editorial.dates import day as written

from .forms_plans import (
    EarlyForm,
    EvidenceForm,
    ExtendForm,
    ExtraReviewForm,
    MilestoneDayForm,
    MilestoneForm,
    PauseChangeForm,
    PauseForm,
    PauseRemoveForm,
    ReasonForm,
    ReferentForm,
    ReviewForm,
    papers_of,
)
from .milestones import add_milestone, move_milestone, postpone_milestone
from .models import Milestone, MilestoneState, PlanPause, PlanState, Review, SupportPlan
from .pauses import add_pause, change_pause, remove_pause
from .plans import change_referent, move_plan
from .reviews import hold_review, plan_review, propose_review

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from crm.people.models import Person

MILESTONE_FORMS: dict[str, type[Form]] = {
    "day": MilestoneDayForm,
    MilestoneState.DROPPED.value: ReasonForm,
}
RIGHTS = ("crm_people.read_file", "crm_support.change_supportplan")
# What a button does to a plan with what its form says; it returns the sentence to show.
Act = Callable[..., str]


def told(plan: SupportPlan) -> str:
    label = PlanState(plan.state).label
    return f"Accompagnement {label}, terme le {written(plan.ends_on)}."


def _move(to: PlanState, plan: SupportPlan, by: User, **said: Any) -> str:
    return told(move_plan(plan, to, by=by, **said))


def _pause(plan: SupportPlan, by: User, **said: Any) -> str:
    add_pause(plan, by=by, **said)
    plan.refresh_from_db()
    return told(plan)


def _referent(plan: SupportPlan, by: User, referent: User | None) -> str:
    change_referent(plan, referent, by=by)
    return f"Référent de l’accompagnement : {called(referent) or 'personne encore'}."


def _review(plan: SupportPlan, by: User, **said: Any) -> str:
    row = plan_review(plan, by=by, **said)
    return f"Un bilan de plus est prévu le {written(row.due_on)}."


def _milestone(plan: SupportPlan, by: User, **said: Any) -> str:
    row = add_milestone(plan, by=by, **said)
    return f"Étape ajoutée, pour le {written(row.due_on)}."


PLAN_ACTS: dict[str, tuple[type[Form], Act]] = {
    "pause": (PauseForm, _pause),
    "resume": (Form, partial(_move, PlanState.ACTIVE)),
    "end": (Form, partial(_move, PlanState.ENDED)),
    "early": (EarlyForm, partial(_move, PlanState.ENDED_EARLY)),
    "extend": (ExtendForm, partial(_move, PlanState.EXTENDED)),
    "reopen": (ReasonForm, partial(_move, PlanState.ACTIVE)),
    "referent": (ReferentForm, _referent),
    "review": (ExtraReviewForm, _review),
    "milestone": (MilestoneForm, _milestone),
}


PAUSE_ACTS: dict[str, tuple[type[Form], Callable[..., object]]] = {
    "change": (PauseChangeForm, change_pause),
    "remove": (PauseRemoveForm, remove_pause),
}


@require_POST
@needs(*RIGHTS)
def change_plan(request: HttpRequest, pk: int, plan: int, act: str) -> HttpResponse:
    person = living(pk)
    row = get_object_or_404(SupportPlan, pk=plan, person=person)
    if act not in PLAN_ACTS:
        raise Http404
    form_class, does = PLAN_ACTS[act]
    key = f"plan-{row.pk}-{act}"
    form = form_class(request.POST, auto_id=f"{key}-%s")
    return answer(request, person, key, form, lambda said: does(row, by=user_of(request), **said))


@require_POST
@needs(*RIGHTS)
def change_a_pause(request: HttpRequest, pk: int, pause: int, act: str) -> HttpResponse:
    """Correct the dates of a pause, or take it away."""
    person = living(pk)
    row = get_object_or_404(PlanPause.objects.select_related("plan"), pk=pause, plan__person=person)
    if act not in PAUSE_ACTS:
        raise Http404
    form_class, does = PAUSE_ACTS[act]
    key = f"pause-{row.pk}-{act}"

    def change(said: dict[str, Any]) -> str:
        does(row, by=user_of(request), **said)
        return told(SupportPlan.objects.get(pk=row.plan_id))

    return answer(request, person, key, form_class(request.POST, auto_id=f"{key}-%s"), change)


@require_POST
@needs(*RIGHTS)
def hold(request: HttpRequest, pk: int, review: int) -> HttpResponse:
    """Note that a review took place."""
    person = living(pk)
    row = _review_of(person, review)
    key = f"review-{row.pk}"

    def act(said: dict[str, Any]) -> str:
        hold_review(row, said["summary"], on=said["on"], by=user_of(request))
        return f"Noté : {row}, tenu."

    return answer(request, person, key, ReviewForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*RIGHTS)
def propose(request: HttpRequest, pk: int, review: int) -> HttpResponse:
    """Write to the person that it is time to meet."""
    person = living(pk)
    row = _review_of(person, review)

    def act(said: dict[str, Any]) -> str:
        propose_review(row, by=user_of(request))
        return "Le courrier qui propose ce bilan est parti."

    return answer(request, person, f"review-{row.pk}-propose", Form(request.POST), act)


def _review_of(person: Person, review: int) -> Review:
    rows = Review.objects.select_related("plan")
    return get_object_or_404(rows, pk=review, plan__person=person, held_at__isnull=True)


@require_POST
@needs(*RIGHTS)
def change_milestone(request: HttpRequest, pk: int, milestone: int, act: str) -> HttpResponse:
    """Reached with its evidence, missed, dropped with a reason, taken back, given another day."""
    person = living(pk)
    rows = Milestone.objects.select_related("plan")
    row = get_object_or_404(rows, pk=milestone, plan__person=person)
    user = user_of(request)
    if act != "day" and act not in MilestoneState.values:
        raise Http404
    key = f"milestone-{row.pk}-{act}"

    def change(said: dict[str, Any]) -> str:
        if act == "day":
            return f"Étape reportée au {written(postpone_milestone(row, by=user, **said).due_on)}."
        after = move_milestone(row, MilestoneState(act), by=user, **said)
        return f"Étape {after.get_state_display()}."

    make = milestone_form(act, person, user)
    return answer(request, person, key, make(request.POST, auto_id=f"{key}-%s"), change)


def milestone_form(act: str, person: Person, user: User) -> Callable[..., Form]:
    """Return what makes the form of an act on a milestone."""
    if act == MilestoneState.DONE:
        return partial(EvidenceForm, papers=papers_of(person, user))
    return MILESTONE_FORMS.get(act, Form)
