"""The panel of the plan in a file: where it stands, its reviews and milestones, what may be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.papers.models import Paper
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

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
from .models import (
    LIVE_PLANS,
    RUNNING_PLANS,
    Milestone,
    MilestoneState,
    PlanPause,
    PlanState,
    Review,
    SupportPlan,
)
from .plan_bar import bar_of

RELATED = (
    "reviews",
    "pauses",
    "extensions__decided_by",
    "milestones__paper",
    "trainer_notes__author",
)


# A review further away is not held yet.
NEAR = timedelta(days=60)


@stepwise
def support(request: HttpRequest, person: Person) -> Steps[SafeString]:
    user = user_of(request)
    if not user.has_perm("crm_support.view_supportplan"):
        return SafeString("")
    found = yield from first(
        SupportPlan.objects.filter(person=person)
        .select_related("referent")
        .prefetch_related(*RELATED)
    )
    plans = found.rows
    acts = user.has_perm("crm_support.change_supportplan") and not person.anonymised_at
    papers = papers_of(person, user) if plans and acts else []
    context = {
        "person": person,
        "acts": acts,
        "lines": [_line(request, plan, papers) for plan in plans],
    }
    return render_to_string("crm_support/panels/support.html", context, request)


def _line(request: HttpRequest, plan: SupportPlan, papers: list[Paper]) -> dict[str, Any]:
    today = timezone.localdate()
    live = plan.state in LIVE_PLANS
    running = plan.state in RUNNING_PLANS
    done = [row for row in plan.milestones.all() if row.state == MilestoneState.DONE]
    aimed = [row for row in plan.milestones.all() if row.state != MilestoneState.DROPPED]
    milestones = [_milestone(request, row, today, running, papers) for row in plan.milestones.all()]
    extended = bool(plan.extensions.all())
    stopped = plan.state == PlanState.ENDED_EARLY
    may = {
        "pause": live,
        "resume": plan.state == PlanState.PAUSED,
        "end": running and today >= plan.ends_on,
        "extend": not extended and plan.state in {PlanState.ACTIVE, PlanState.ENDED},
        "early": live,
        "reopen": stopped and plan.ends_on > today,
        "hold": not stopped,
    }
    return {
        "plan": plan,
        "live": live,
        "may": may,
        "bar": bar_of(plan, today),
        "days_left": (plan.ends_on - today).days,
        "reached": len(done),
        "aimed": len(aimed),
        "reviews": _reviews(request, plan, today, running),
        "milestones": [line for line in milestones if line["open"]],
        "settled": [line for line in milestones if not line["open"]],
        "pauses": [_pause(request, row) for row in plan.pauses.all()],
        "forms": _forms(request, plan),
    }


def _forms(request: HttpRequest, plan: SupportPlan) -> dict[str, Any]:
    made: dict[str, Callable[..., Form]] = {
        "pause": PauseForm,
        "early": EarlyForm,
        "extend": ExtendForm,
        "reopen": ReasonForm,
        "review": ExtraReviewForm,
        "milestone": MilestoneForm,
        "referent": partial(ReferentForm, initial={"referent": plan.referent_id}),
    }
    return {name: form_for(request, f"plan-{plan.pk}-{name}", make) for name, make in made.items()}


def _reviews(
    request: HttpRequest, plan: SupportPlan, today: date, running: bool
) -> list[dict[str, Any]]:
    """The reviews of a plan; those that are late, near or next may be held."""
    left = [row for row in plan.reviews.all() if row.held_at is None]
    near = [row for row in left if row.due_on <= today + NEAR] or left[:1]
    return [_review(request, row, today, running, row in near) for row in plan.reviews.all()]


def _review(
    request: HttpRequest, row: Review, today: date, running: bool, near: bool
) -> dict[str, Any]:
    key = f"review-{row.pk}"
    return {
        "review": row,
        "near": near,
        "late": running and row.late_on(today),
        "form": form_for(request, key, ReviewForm),
        "refused": form_for(request, f"{key}-propose", ReviewForm).non_field_errors,
    }


def _milestone(
    request: HttpRequest, row: Milestone, today: date, running: bool, papers: list[Paper]
) -> dict[str, Any]:
    key = f"milestone-{row.pk}"
    evidence = partial(EvidenceForm, papers=papers)
    return {
        "milestone": row,
        "late": running and row.late_on(today),
        "open": row.state in {MilestoneState.TODO, MilestoneState.MISSED},
        "done_form": form_for(request, f"{key}-done", evidence),
        "dropped_form": form_for(request, f"{key}-dropped", ReasonForm),
        "day_form": form_for(
            request, f"{key}-day", MilestoneDayForm, initial={"due_on": row.due_on}
        ),
    }


def _pause(request: HttpRequest, row: PlanPause) -> dict[str, Any]:
    known = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    return {
        "pause": row,
        "change_form": form_for(request, f"pause-{row.pk}-change", PauseChangeForm, initial=known),
        "remove_form": form_for(request, f"pause-{row.pk}-remove", PauseRemoveForm),
    }
