"""The directory at the desk: cards to read over, messages reported, people to introduce."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.views.acting import living
from crm.network import letters, own, relaying, services
from crm.network.forms_desk import CardFilter, IntroduceForm, JudgeForm, MoveForm
from crm.network.models import Card, ContactMessage, Introduction
from crm.people.reading import note_reading
from crm.registers.access import agent, needs
from crm.registers.words import counted

READ = ("crm_people.read_file", "crm_network.view_card")
A_PAGE = 25
LATEST = 10


def day_of(card: Card) -> date | None:
    """When its person last proposed a card."""
    return timezone.localdate(card.proposed_at) if card.proposed_at else None


@needs(*READ)
def network(request: HttpRequest) -> HttpResponse:
    """Every card, those to read over first, and the latest introductions."""
    asked = CardFilter(request.GET)
    asked.is_valid()
    told = asked.cleaned_data
    rows = Card.objects.matching(told.get("q") or "").filter(
        person__merged_into__isnull=True, person__anonymised_at__isnull=True
    )
    if told.get("etat"):
        rows = rows.filter(state=told["etat"])
    named = rows.select_related("person", "commune").order_by("-proposed_at", "pk")
    pages = Paginator(named, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    public = set(
        Card.objects.public(today)
        .filter(pk__in=[row.pk for row in pages])
        .values_list("pk", flat=True)
    )
    made = Introduction.objects.filter(at__year=today.year).count()
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": asked,
        "pages": pages,
        "rows": [(row, day_of(row), row.pk in public) for row in pages],
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "shown": counted(
            Card.objects.public(today).count(), "fiche visible", "fiches visibles", feminine=True
        ),
        "made": counted(made, "mise en relation", "mises en relation", feminine=True),
        "introductions": Introduction.objects.select_related("first", "second", "by")[:LATEST],
        "trail": [{"url": "", "label": "Annuaire"}],
    }
    return render(request, "crm_network/desk/list.html", context)


def _found(pk: int) -> Card:
    rows = Card.objects.filter(person__merged_into__isnull=True, person__anonymised_at__isnull=True)
    return get_object_or_404(rows.select_related("person__commune", "commune"), pk=pk)


@needs(*READ)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    return _show(request, row, MoveForm(auto_id="move-%s"))


def _show(request: HttpRequest, row: Card, form: MoveForm, *, status: int = 200) -> HttpResponse:
    """A card as the public sees it, and what may become of it. The reading is journalled."""
    note_reading(row.person, agent(request))
    may_read = agent(request).has_perm("crm_network.view_contactmessage")
    context = {
        "card": row,
        "form": form,
        "public": own.is_public(row),
        "agreed": services.agrees(row.person),
        "reported": ContactMessage.objects.reported().filter(card=row) if may_read else [],
        "trail": [
            {"url": reverse("crm_network"), "label": "Annuaire"},
            {"url": "", "label": row.display_name},
        ],
    }
    return render(request, "crm_network/desk/card.html", context, status=status)


@require_POST
@needs(*READ, "crm_network.add_card")
def open_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a card to somebody: the letter that lets them write it."""
    person = living(pk)
    try:
        services.open_card(person, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Le lien de sa fiche part à {person}.")
    return redirect("crm_person", person.pk)


@require_POST
@needs(*READ, "crm_network.publish_card")
def move_card(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    form = MoveForm(request.POST, auto_id="move-%s")
    if form.is_valid():
        try:
            told = _moved(row, form.cleaned_data, request)
        except Refused as refusal:
            form.add_error("reason" if not form.cleaned_data["reason"] else None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_card", row.pk)
    return _show(request, _found(pk), form, status=422)


def _moved(row: Card, told: dict[str, Any], request: HttpRequest) -> str:
    by = agent(request)
    if told["act"] == "publish":
        services.publish(row, by=by)
        return "La fiche paraît dans l’annuaire."
    if told["act"] == "back":
        services.send_back(row, told["reason"], by=by)
        return "La personne est invitée à revoir sa fiche."
    services.hide(row, told["reason"], by=by)
    return "La fiche est masquée."


@require_POST
@needs(*READ, "crm_network.change_card")
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(pk)
    if letters.about_the_card(row, "link", timezone.now()):
        messages.success(request, "Le lien de sa fiche part.")
    else:
        messages.error(request, "Aucun courriel ne peut lui parvenir.")
    return redirect("crm_card", row.pk)


@require_POST
@needs(*READ, "crm_network.change_contactmessage")
def judge_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a reported message was."""
    found = ContactMessage.objects.reported().select_related("card")
    message = get_object_or_404(found, pk=pk, card__person__merged_into__isnull=True)
    form = JudgeForm(request.POST)
    if form.is_valid():
        spam = form.cleaned_data["act"] == "spam"
        try:
            relaying.judge(message, spam=spam, by=agent(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, "Cet expéditeur n’est plus relayé." if spam else "Classé sans suite."
            )
    else:
        messages.error(request, "Ce geste n’existe pas\u00a0: rien n’a changé.")
    return redirect("crm_card", message.card_id)


@needs(*READ, "crm_network.add_introduction")
def introduce(request: HttpRequest) -> HttpResponse:
    """Tell two people of the directory of each other."""
    form = IntroduceForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            row = relaying.introduce(
                told["first"], told["second"], told["words"], by=agent(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{row} sont mis en relation\u00a0: un courrier part à chacun."
            )
            return redirect("crm_network")
    context = {
        "form": form,
        "trail": [
            {"url": reverse("crm_network"), "label": "Annuaire"},
            {"url": "", "label": "Mettre en relation"},
        ],
    }
    refused = form.is_bound and bool(form.errors)
    return render(
        request, "crm_network/desk/introduce.html", context, status=422 if refused else 200
    )
