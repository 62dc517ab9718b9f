"""What one does with a request or with the waiting list, a POST each. Refused, its screen comes back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry

from ..models import OfficeRequest, OfficeState
from . import lists, offers, requests
from .desk import CHANGE, SEE, found, show
from .forms import FileForm
from .forms_desk import AnswerForm, RankForm, ReasonForm
from .kind import KIND
from .waiting_desk import show_list


@require_POST
@needs(SEE, CHANGE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)

    def act(told: dict[str, Any]) -> str:
        requests.attach(row, told["dossier"], by=agent(request))
        return f"Rattachée au dossier de {told['dossier']}."

    return _answer(request, row, "file", FileForm(request.POST, auto_id="file-%s"), act)


@require_POST
@needs(SEE, CHANGE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)

    def act(told: dict[str, Any]) -> str:
        requests.answer(row, told["text"], by=agent(request))
        return "Réponse envoyée."

    return _answer(request, row, "answer", AnswerForm(request.POST, auto_id="answer-%s"), act)


ENDS = {
    "refuser": (OfficeState.REFUSED, "Demande refusée\u00a0: la personne en est avertie."),
    "retirer": (OfficeState.WITHDRAWN, "Demande retirée, à sa demande."),
    "attribuer": (OfficeState.GIVEN, "Demande classée\u00a0: un bureau est attribué."),
}


@require_POST
@needs(SEE, CHANGE)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    if request.POST.get("act") not in ENDS:
        messages.error(request, "Ce geste n’existe pas\u00a0: rien n’a changé.")
        return redirect("crm_office_request", row.pk)
    state, told = ENDS[request.POST["act"]]

    def act(said: dict[str, Any]) -> str:
        lists.leave(row, state, reason=said["reason"], by=agent(request))
        return told

    return _answer(request, row, "end", ReasonForm(request.POST, auto_id="end-%s"), act)


def _answer(
    request: HttpRequest,
    row: OfficeRequest,
    key: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    if form.is_valid():
        try:
            told = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            row = found(row.pk)
        else:
            messages.success(request, told)
            return redirect("crm_office_request", row.pk)
    keep(request, key, form)
    return show(request, row, status=422)


def _enlist(row: OfficeRequest, request: HttpRequest) -> str:
    lists.enlist(row, by=agent(request))
    return f"{row.sender} est sur la liste d’attente."


def _open_file(row: OfficeRequest, request: HttpRequest) -> str:
    person = requests.open_for(row, by=agent(request))
    return f"Dossier {person.file_number} ouvert pour {person}."


def _move(to: OfficeState, told: str) -> Callable[[OfficeRequest, HttpRequest], str]:
    def act(row: OfficeRequest, request: HttpRequest) -> str:
        requests.move_request(row, to, by=agent(request))
        return told

    return act


def _voice(door: Callable[..., object], told: str) -> Callable[[OfficeRequest, HttpRequest], str]:
    """What somebody says of an offer at the desk or on the telephone."""

    def act(row: OfficeRequest, request: HttpRequest) -> str:
        offer = offers.running(row)
        if offer is None:
            raise Refused("Aucune offre ne court plus pour cette demande.")
        door(offer, by=agent(request))
        return told

    return act


# Value of the button → what it does; it returns what is said of it.
ACTS: dict[str, Callable[[OfficeRequest, HttpRequest], str]] = {
    "liste": _enlist,
    "dossier": _open_file,
    "indesirable": _move(OfficeState.SPAM, "Classée indésirable. Vous pouvez encore la reprendre."),
    "reprendre": _move(OfficeState.NEW, "La demande est de nouveau à traiter."),
    "accepte": _voice(offers.accept, "Offre acceptée\u00a0: les bureaux sont réservés."),
    "decline": _voice(
        offers.decline, "Offre déclinée\u00a0: les bureaux sont proposés à qui suit."
    ),
}


@require_POST
@needs(SEE, CHANGE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, "Ce geste n’existe pas\u00a0: rien n’a changé.")
        return redirect("crm_office_request", row.pk)
    try:
        messages.success(request, act(row, request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_office_request", row.pk)


@require_POST
@needs(SEE, CHANGE)
def offer_now(request: HttpRequest) -> HttpResponse:
    try:
        offered = lists.offer_now(by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        names = ", ".join(str(entry.person) for entry in offered)
        told = counted(len(offered), "offre faite", "offres faites", feminine=True).capitalize()
        messages.success(request, f"{told}\u00a0: {names}.")
    return redirect("crm_office_waiting")


@require_POST
@needs(SEE, CHANGE)
def rank(request: HttpRequest, pk: int) -> HttpResponse:
    rows = WaitEntry.objects.select_related("person", "waiting_list")
    entry = get_object_or_404(rows, pk=pk, waiting_list__kind=KIND)
    form = RankForm(entry, request.POST, auto_id=f"rank-{pk}-%s")
    if form.is_valid():
        try:
            waiting.rank(
                entry, form.priority, reason=form.cleaned_data["reason"], by=agent(request)
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"{entry.person} passe désormais {form.priority.label}.")
            return redirect("crm_office_waiting")
    return show_list(request, rank_form=(pk, form))
