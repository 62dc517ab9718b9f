"""The panels of this room in a file: activity and settlement. That of the plan is in `plan_panel`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.needs.models import Need
from crm.people.models import HouseholdMember, Person
from crm.people.services import memberships_of
from crm.registers.batch import Steps, first, stepwise, together

from .forms import (
    SETTLEMENT_FORMS,
    ActivityForm,
    CeasedForm,
    CorrectActivityForm,
    FollowUpForm,
    IntendForm,
    company_of,
    settlement_form,
)
from .forms_settling import CorrectForm
from .models import (
    SETTLEMENT_PATHS,
    ActivityCheck,
    ActivityCreation,
    CheckState,
    FollowUp,
    Settlement,
    SettlementState,
)
from .siret import written

NOTHING = SafeString("")
SETTLEMENT_ACTS = {
    SettlementState.MOVED_IN: "Noter l’emménagement",
    SettlementState.CONFIRMED: "Confirmer par une pièce",
    SettlementState.DEPARTED: "Noter le départ",
    SettlementState.INTENDED: "Annuler l’emménagement",
}


def draw(request: HttpRequest, name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(f"crm_support/panels/{name}.html", context, request)


@stepwise
def activity(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not user_of(request).has_perm("crm_support.view_activitycreation"):
        return NOTHING
    rows = ActivityCreation.objects.filter(person=person).select_related("commune")
    activities, answers = yield from together(
        [
            first(rows.prefetch_related("checks")),
            first(FollowUp.objects.filter(person=person).reverse()[:1]),
        ]
    )
    context = {
        "person": person,
        "lines": [_activity(request, row) for row in activities.rows],
        "last_answer": answers.rows[0] if answers.rows else None,
        "form": form_for(request, "activity", ActivityForm, initial={"trade": person.trade}),
        "answer_form": form_for(request, "answer", FollowUpForm),
    }
    return draw(request, "activity", context)


def _activity(request: HttpRequest, row: ActivityCreation) -> dict[str, Any]:
    known = {
        name: getattr(row, name) for name in ("trade", "legal_form", "siret", "commune", "telework")
    }
    return {
        "activity": row,
        "siret": written(row.siret),
        "checks": [_check(request, check) for check in row.checks.all() if _shown(row, check)],
        "form": form_for(request, f"activity-{row.pk}", CorrectActivityForm, initial=known),
    }


def _shown(row: ActivityCreation, check: ActivityCheck) -> bool:
    """What has ceased is asked no more."""
    return check.state != CheckState.DUE or row.ceased_on is None


def _check(request: HttpRequest, check: ActivityCheck) -> dict[str, Any]:
    due = check.state == CheckState.DUE and check.due_on <= timezone.localdate()
    return {
        "check": check,
        "open": due or check.state == CheckState.UNKNOWN,
        "due": due,
        "form": form_for(request, f"check-{check.pk}-ceased", CeasedForm),
    }


@stepwise
def settlement(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not user_of(request).has_perm("crm_support.view_settlement"):
        return NOTHING
    read = yield from first(memberships_of(person))
    home = read.rows[0].household_id if read.rows else None
    around, members_now, needs = yield from together(
        [
            first(
                Settlement.objects.filter(household=home).select_related("commune", "proof_paper")
            ),
            first(HouseholdMember.objects.filter(household=home, ends_on__isnull=True)),
            first(Need.objects.unmet().filter(household=home).select_related("member__person")),
        ]
    )
    settlements, members, unmet = around.rows, members_now.rows, needs.rows
    context = {
        "person": person,
        "unmet": unmet,
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
