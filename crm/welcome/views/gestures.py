"""What one does with a message, a POST each. Refused, its screen comes back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.models import Journey
from crm.journeys.origins import known_from
from crm.journeys.refused_forms import keep
from crm.journeys.views.first_contact import RIGHTS, Origin, contact_screen
from crm.people.forms import COUNTRIES
from crm.registers.access import agent, needs
from crm.welcome import services
from crm.welcome.forms_desk import AnswerForm, AttachForm
from crm.welcome.models import ContactRequest, RequestState
from territory.models import Postcode

from .desk import READ, found, show

CHANGE = (*READ, "crm_welcome.change_contactrequest")


@require_POST
@needs(*CHANGE)
def attach_message(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)

    def act(told: dict[str, Any]) -> str:
        person = told["dossier"]
        services.attach(row, person, by=agent(request))
        return f"Consigné au dossier {person.file_number} de {person}."

    return _answer(request, row, "attach", AttachForm(request.POST, auto_id="attach-%s"), act)


@require_POST
@needs(*CHANGE)
def answer_message(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = AnswerForm(request.POST, auto_id="answer-%s")

    def act(told: dict[str, Any]) -> str:
        services.answer(row, told["text"], form.sending, by=agent(request))
        return f"Réponse envoyée à {row.said.email}."

    return _answer(request, row, "answer", form, act)


# Value of the button → what it does, and what is said of it.
STATES: dict[str, tuple[Callable[..., None], str]] = {
    "settle": (services.settle, "Message réglé."),
    "spam": (services.set_aside, "Classé indésirable. Vous pouvez encore le reprendre."),
    "back": (services.take_back, "Le message est de nouveau à traiter."),
    "take": (services.take, "Cette tâche est la vôtre."),
}


@require_POST
@needs(*CHANGE)
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    if request.POST.get("act") not in STATES:
        messages.error(request, "Ce geste n’existe pas : rien n’a changé.")
        return redirect("crm_message", row.pk)
    do, told = STATES[request.POST["act"]]
    try:
        do(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_message", row.pk)


def _answer(
    request: HttpRequest,
    row: ContactRequest,
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
            return redirect("crm_message", row.pk)
    keep(request, key, form)
    return show(request, row, status=422)


@needs(*CHANGE, *RIGHTS)
def open_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen of a first contact, filled with what was written: nothing is typed again."""
    row = found(pk)
    if row.state not in {RequestState.NEW, RequestState.SETTLED}:
        messages.error(request, services.already(row))
        return redirect("crm_message", row.pk)

    def then(journey: Journey) -> None:
        services.note_opening(row, journey, by=agent(request))

    origin = Origin(
        known=known_of(row),
        page=row.said.page,
        code=row.origin,
        lead=f"Pré-rempli d’après ce que {row.sender} a écrit : relisez, complétez, ouvrez le dossier.",
        then=then,
        trail=(
            {"url": reverse("crm_messages"), "label": "Messages"},
            {"url": reverse("crm_message", args=[row.pk]), "label": str(row).capitalize()},
            {"url": "", "label": "Premier contact"},
        ),
    )
    return contact_screen(request, origin)


def known_of(row: ContactRequest) -> dict[str, Any]:
    said = row.said
    code = Postcode.objects.filter(commune=said.commune).values_list("code", flat=True).first()
    listed = said.country in {value for value, _ in COUNTRIES}
    return known_from(row.origin) | {
        "way": "mail",
        "first_name": said.first_name,
        "last_name": said.last_name,
        "email": said.email,
        "phone": said.number,
        "preferred_channel": "phone" if row.wants_a_call or not said.email else "email",
        "postcode": code or "",
        "commune": said.commune,
        "country": said.country if listed else "ZZ",
        "declared_text": said.heard,
        "text": said.account(),
        "next_action": services.task_label(row),
    }
