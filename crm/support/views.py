from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from crm.journeys.file_panels import user_of
from crm.journeys.models import Journey
from crm.journeys.views.acting import answer, living
from crm.needs.models import Need
from crm.people.models import Person
from crm.people.services import household_of
from crm.registers.access import needs

from .activities import correct_activity, others_with
from .forms import (
    SETTLEMENT_FORMS,
    ActivityForm,
    CorrectActivityForm,
    FollowUpForm,
    IntendForm,
    settlement_form,
)
from .models import (
    ActivityCreation,
    ActivityKind,
    FollowUpAnswer,
    Settlement,
    SettlementState,
)
from .services import Company, follow_up, intend_settlement, note_activity
from .settling import settle_as

READ = "crm_people.read_file"


@require_POST
@needs(READ, "crm_support.add_activitycreation")
def new_activity(request: HttpRequest, pk: int) -> HttpResponse:
    person = living(pk)

    def act(told: dict[str, Any]) -> str:
        kind, started = ActivityKind(told.pop("kind")), told.pop("started_on")
        by = user_of(request)
        note_activity(person, kind, started, journey=Journey.objects.running_for(pk), by=by, **told)
        return f"Activité notée : {kind.label}. {shared(told['siret'], person)}".strip()

    form = ActivityForm(request.POST, auto_id="activity-%s")
    return answer(request, person, "activity", form, act)


def shared(siret: str, person: Person) -> str:
    """Who else bears the number, "" for nobody."""
    others = others_with(siret, person)
    named = ", ".join(f"{one}, dossier n° {one.file_number}" for one in others)
    return f"Ce SIRET est aussi celui d’un autre dossier : {named}." if others else ""


@require_POST
@needs(READ, "crm_support.add_activitycreation")
def correct(request: HttpRequest, pk: int, activity: int) -> HttpResponse:
    """Write again what is known of an activity."""
    person = living(pk)
    row = get_object_or_404(ActivityCreation, pk=activity, person=person)
    key = f"activity-{row.pk}"

    def act(told: dict[str, Any]) -> str:
        changed = correct_activity(row, by=user_of(request), **told)
        done = "Activité corrigée." if changed else "Rien n’a changé."
        return f"{done} {shared(told['siret'], person)}".strip()

    form = CorrectActivityForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, person, key, form, act)


@require_POST
@needs(READ, "crm_support.add_activitycreation")
def new_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Note where somebody stands today."""
    person = living(pk)

    def act(told: dict[str, Any]) -> str:
        said = FollowUpAnswer(told["answer"])
        follow_up(person, said, by=user_of(request))
        return f"Point de suivi : {said.label}."

    form = FollowUpForm(request.POST, auto_id="answer-%s")
    return answer(request, person, "answer", form, act)


@require_POST
@needs(READ, "crm_support.add_settlement")
def intend(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the household of somebody means to settle here."""
    person = living(pk)

    @transaction.atomic
    def act(told: dict[str, Any]) -> str:
        by, commune = user_of(request), told.pop("commune")
        home = household_of(person, by=by)
        journey = Journey.objects.running_for(pk)
        intend_settlement(home, commune, journey=journey, company=Company(**told), by=by)
        return f"Installation envisagée à {commune}."

    return answer(request, person, "intend", IntendForm(request.POST, auto_id="intend-%s"), act)


@require_POST
@needs(READ, "crm_support.change_settlement")
def settle(request: HttpRequest, pk: int, settlement: int, state: str) -> HttpResponse:
    """Move in, confirm with a proof, leave again."""
    person = living(pk)
    rows = Settlement.objects.filter(
        household__members__person=person, household__members__ends_on__isnull=True
    )
    row = get_object_or_404(rows, pk=settlement)
    if state not in SettlementState.values or SettlementState(state) not in SETTLEMENT_FORMS:
        raise Http404
    to = SettlementState(state)
    key = f"settle-{row.pk}-{to}"

    def act(told: dict[str, Any]) -> str:
        settle_as(row, to, by=user_of(request), **told)
        return f"Installation : {to.label}."

    left = Need.objects.unmet().filter(household=row.household_id).count()
    form = settlement_form(to, left)(request.POST, request.FILES, auto_id=f"{key}-%s")
    return answer(request, person, key, form, act)
