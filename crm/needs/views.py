from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from crm.journeys.file_panels import user_of
from crm.journeys.views.acting import answer, living
from crm.people.models import Person
from crm.people.services import current_membership, household_of
from crm.registers.access import needs

from .forms import Around, NeedForm, NeedMoveForm
from .models import Need, NeedState
from .services import correct_need, move_need, note_need

READ = "crm_people.read_file"


def _around(person: Person) -> Around:
    membership = current_membership(person)
    return Around(membership.household if membership else None)


def _need(person: Person, pk: int) -> Need:
    """A need of the household where somebody lives, or 404."""
    rows = Need.objects.of_the_household_of(person).select_related("household", "member")
    return get_object_or_404(rows, pk=pk)


@require_POST
@needs(READ, "crm_needs.add_need")
def new_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a need; a person who lives alone gets a household of one."""
    person = living(pk)
    form = NeedForm(request.POST, around=_around(person), auto_id="need-%s")

    @transaction.atomic
    def act(told: dict[str, Any]) -> str:
        by = user_of(request)
        need = note_need(household_of(person, by=by), **form.answers(), by=by)
        return f"Besoin noté : {need.get_kind_display()}."

    return answer(request, person, "need", form, act)


@require_POST
@needs(READ, "crm_needs.change_need")
def change_need(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    person = living(pk)
    row = _need(person, need)
    key = f"need-{row.pk}"
    form = NeedForm(
        request.POST,
        around=_around(person),
        initial=NeedForm.values_of(row),
        auto_id=f"{key}-%s",
    )

    def act(told: dict[str, Any]) -> str:
        changed = correct_need(row, **form.answers(), by=user_of(request))
        return "Besoin corrigé." if changed else "Rien n’a changé."

    return answer(request, person, key, form, act)


@require_POST
@needs(READ, "crm_needs.change_need")
def move(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    """Met in one click, or where the form says."""
    person = living(pk)
    row = _need(person, need)
    key = f"need-move-{row.pk}"

    def act(told: dict[str, Any]) -> str:
        after = move_need(row, told["state"], reason=told["reason"], by=user_of(request))
        return f"{row} : {NeedState(after.state).label}."

    form = NeedMoveForm(request.POST, need=row, auto_id=f"{key}-%s")
    return answer(request, person, key, form, act)
