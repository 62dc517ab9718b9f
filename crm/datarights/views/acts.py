"""What the officer does about a request: each button posts here, is checked, done, told.

Refused, it comes back as typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.datarights import deeds, services
from crm.datarights.forms.handling import (
    AskIdentityForm,
    AttachForm,
    BecauseForm,
    CloseForm,
    EstablishForm,
    ExtendForm,
    RectifiedForm,
    WithdrawForm,
)
from crm.datarights.models import RightsRequest
from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.people.models import Person
from crm.registers.access import agent, needs
from signin.sudo import recently_confirmed

from .desk import CHANGE, row_of, show


def _answer(
    request: HttpRequest,
    row: RightsRequest,
    key: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Run `act` on what was typed; it returns the sentence to show."""
    if form.is_valid():
        try:
            told = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_rights_request", row.pk)
    keep(request, key, form)
    return show(request, row, status=422)


def _press(request: HttpRequest, row: RightsRequest, act: Callable[[], str]) -> HttpResponse:
    """A button without anything to type."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_rights_request", row.pk)


def _tied(row: RightsRequest, person: int) -> Person:
    return get_object_or_404(Person, pk=person, rights_requests__request=row)


@require_POST
@needs(*CHANGE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        person = told["number"]
        services.attach(row, person, by=agent(request))
        return f"Dossier {person.file_number} rattaché à la demande."

    return _answer(request, row, "attach", AttachForm(request.POST, auto_id="attach-%s"), act)


@require_POST
@needs(*CHANGE)
def detach(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        services.detach(row, one, by=agent(request))
        return f"Dossier {one.file_number} détaché de la demande."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        services.take_up(row, by=agent(request))
        return "Demande prise en charge."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def ask_identity(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        services.ask_identity(row, told["how"], by=agent(request))
        return (
            "C’est noté, la personne est prévenue."
            if row.email
            else "C’est noté : prévenez la personne."
        )

    return _answer(request, row, "ask", AskIdentityForm(request.POST, auto_id="ask-%s"), act)


@require_POST
@needs(*CHANGE)
def prove(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        services.send_proof(row, one, by=agent(request))
        return "Un lien part à l’adresse du dossier. L’identité sera établie quand il aura servi."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def establish(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)
    form = EstablishForm(request.POST, auto_id="establish-%s")

    def act(told: dict[str, Any]) -> str:
        services.establish(row, form.means_chosen(), by=agent(request))
        return "Identité établie."

    return _answer(request, row, "establish", form, act)


@require_POST
@needs(*CHANGE)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        services.extend(row, told["because"], by=agent(request))
        return f"Demande prolongée jusqu’au {row.due_on:%d/%m/%Y}."

    return _answer(request, row, "extend", ExtendForm(request.POST, auto_id="extend-%s"), act)


@require_POST
@needs(*CHANGE)
def rectified(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"rectified-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.rectified(row, one, told["fields_changed"], by=agent(request))
        return "Correction notée."

    return _answer(request, row, key, RectifiedForm(request.POST, auto_id=f"{key}-%s"), act)


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

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def restrict(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"restrict-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.restrict(row, one, told["because"], by=agent(request))
        return f"Le traitement du dossier {one.file_number} est limité."

    return _answer(request, row, key, BecauseForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def lift(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)
    key = f"lift-{one.pk}"

    def act(told: dict[str, Any]) -> str:
        deeds.lift(row, one, told["because"], by=agent(request))
        return f"La limitation du dossier {one.file_number} est levée."

    return _answer(request, row, key, BecauseForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def object_to_mail(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        deeds.object_to_mail(row, by=agent(request))
        return "Plus aucun envoi n’ira à cette personne."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)
    form = WithdrawForm(request.POST, auto_id="withdraw-%s", row=row)

    def act(told: dict[str, Any]) -> str:
        done = deeds.withdraw(row, list(told["consents"]), by=agent(request))
        return "Accord retiré." if len(done) == 1 else f"{len(done)} accords retirés."

    return _answer(request, row, "withdraw", form, act)


@require_POST
@needs(*CHANGE)
@recently_confirmed
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        deed = deeds.clear_beside(row, by=agent(request))
        return f"Effacé : {deed.told}."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def handed(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    row = row_of(pk)
    one = _tied(row, person)

    def act() -> str:
        deeds.handed(row, one, by=agent(request))
        return "Remise du dossier notée."

    return _press(request, row, act)


@require_POST
@needs(*CHANGE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        services.close(row, told["because"], by=agent(request))
        return "Demande classée sans suite."

    return _answer(request, row, "close", CloseForm(request.POST, auto_id="close-%s"), act)
