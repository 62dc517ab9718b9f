"""What the officer does about a request: each button posts here, is checked, done, told.

Refused, it comes back as typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from crm.datarights import deeds, services
from crm.datarights.forms.handling import (
    AskIdentityForm,
    AttachForm,
    CloseForm,
    EstablishForm,
    ExtendForm,
    WithdrawForm,
)
from crm.datarights.models import RightsRequest
from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.registers.access import agent, needs
from signin.sudo import recently_confirmed

from .desk import CHANGE, row_of, show


def answered(
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


def press(request: HttpRequest, row: RightsRequest, act: Callable[[], str]) -> HttpResponse:
    """A button without anything to type."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_rights_request", row.pk)


@require_POST
@needs(*CHANGE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        person = told["number"]
        services.attach(row, person, by=agent(request))
        return f"Dossier {person.file_number} rattaché à la demande."

    return answered(request, row, "attach", AttachForm(request.POST, auto_id="attach-%s"), act)


@require_POST
@needs(*CHANGE)
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        services.take_up(row, by=agent(request))
        return "Demande prise en charge."

    return press(request, row, act)


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

    return answered(request, row, "ask", AskIdentityForm(request.POST, auto_id="ask-%s"), act)


@require_POST
@needs(*CHANGE)
def establish(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)
    form = EstablishForm(request.POST, auto_id="establish-%s")

    def act(told: dict[str, Any]) -> str:
        services.establish(row, form.means_chosen(), by=agent(request))
        return "Identité établie."

    return answered(request, row, "establish", form, act)


@require_POST
@needs(*CHANGE)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        services.extend(row, told["because"], by=agent(request))
        return f"Demande prolongée jusqu’au {row.due_on:%d/%m/%Y}."

    return answered(request, row, "extend", ExtendForm(request.POST, auto_id="extend-%s"), act)


@require_POST
@needs(*CHANGE)
def object_to_mail(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        deeds.object_to_mail(row, by=agent(request))
        return "Plus aucun envoi n’ira à cette personne."

    return press(request, row, act)


@require_POST
@needs(*CHANGE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)
    form = WithdrawForm(request.POST, auto_id="withdraw-%s", row=row)

    def act(told: dict[str, Any]) -> str:
        done = deeds.withdraw(row, list(told["consents"]), by=agent(request))
        return "Accord retiré." if len(done) == 1 else f"{len(done)} accords retirés."

    return answered(request, row, "withdraw", form, act)


@require_POST
@needs(*CHANGE)
@recently_confirmed
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act() -> str:
        deed = deeds.clear_beside(row, by=agent(request))
        return f"Effacé : {deed.told}."

    return press(request, row, act)


@require_POST
@needs(*CHANGE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(pk)

    def act(told: dict[str, Any]) -> str:
        services.close(row, told["because"], by=agent(request))
        return "Demande classée sans suite."

    return answered(request, row, "close", CloseForm(request.POST, auto_id="close-%s"), act)
