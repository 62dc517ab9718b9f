"""What the officer does with one file of a request."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from crm.datarights import deeds, services
from crm.datarights.forms.handling import BecauseForm, RectifiedForm
from crm.datarights.models import RightsRequest
from crm.people.models import Person
from crm.registers.access import agent, needs

from .acts import answered, press
from .desk import CHANGE, row_of


def _tied(row: RightsRequest, person: int) -> Person:
    return get_object_or_404(Person, pk=person, rights_requests__request=row)


@require_POST
@needs(*CHANGE)
def detach(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        services.detach(row, one, by=agent(request))
        return f"Dossier {one.file_number} détaché de la demande."

    return press(request, row, act)


@require_POST
@needs(*CHANGE)
def prove(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        services.send_proof(row, one, by=agent(request))
        return "Un lien part à l’adresse du dossier. L’identité sera établie quand il aura servi."

    return press(request, row, act)


@require_POST
@needs(*CHANGE)
def rectified(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"rectified-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.rectified(row, one, told["fields_changed"], by=agent(request))
        return "Correction notée."

    return answered(request, row, key, RectifiedForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def entrust(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        who = deeds.entrust(row, one, by=agent(request))
        return (
            f"La correction est confiée à {who}."
            if who
            else "La correction est confiée à l’équipe."
        )

    return press(request, row, act)


@require_POST
@needs(*CHANGE)
def restrict(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"restrict-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.restrict(row, one, told["because"], by=agent(request))
        return f"Le traitement du dossier {one.file_number} est limité."

    return answered(request, row, key, BecauseForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def lift(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"lift-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.lift(row, one, told["because"], by=agent(request))
        return f"La limitation du dossier {one.file_number} est levée."

    return answered(request, row, key, BecauseForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def handed(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        deeds.handed(row, one, by=agent(request))
        return "Remise du dossier notée."

    return press(request, row, act)
