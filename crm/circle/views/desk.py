"""The circle of a journey at the desk: invite with the exact preview, choose again, end, read words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.circle import inviting, letters, saying, services
from crm.circle.forms_desk import HandleForm, InviteForm, RevokeForm, SaidForm, ShareForm
from crm.circle.models import Helper, HelperState, HelperWord
from crm.circle.models.helpers import HelperQuerySet
from crm.circle.seen import as_shown
from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.models import Journey
from crm.journeys.views.acting import answer, followed
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.registers.opening import opens

READ = ("crm_people.read_file", "crm_circle.view_helper")
CHANGE = (*READ, "crm_circle.change_helper")


def _mine(request: HttpRequest) -> HelperQuerySet:
    """The partners of the journeys that the user may see, in files that are alive."""
    return Helper.objects.with_consent().filter(
        journey__in=Journey.objects.seen_by(user_of(request)).values("pk"),
        journey__person__merged_into__isnull=True,
        journey__person__anonymised_at__isnull=True,
    )


def _found(request: HttpRequest, pk: int) -> Helper:
    return get_object_or_404(_mine(request).select_related("journey__person__commune"), pk=pk)


def _trail(journey: Journey, label: str) -> list[dict[str, str]]:
    file = reverse("crm_person", args=[journey.person_id])
    return [{"url": file, "label": str(journey.person)}, {"url": "", "label": label}]


@needs(*READ, "crm_circle.add_helper")
@opens("crm_journeys.journey", "person")
def new_helper(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a partner to a journey; `apercu` shows what they will see, and writes nothing."""
    journey = followed(request, pk)
    form = InviteForm(request.POST or None, journey=journey)
    if form.is_valid() and "apercu" not in request.POST:
        try:
            helper = inviting.invite(
                journey, form.invitation(), form.chosen(),
                said_by=form.cleaned_data["said_by"], by=agent(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, journey.person, by=agent(request))
            opened = helper.state == HelperState.ACTIVE
            messages.success(
                request,
                f"L’invitation part à {helper.name}." if opened
                else f"La demande d’accord part à {journey.person}.",
            )  # fmt: skip
            return redirect(reverse("crm_person", args=[journey.person_id]) + "#circle")
    return _show_form(request, journey, form, "Inviter un partenaire")


@needs(*CHANGE)
@opens("crm_circle.helper", "journey__person")
def change_helper(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose again what a partner sees."""
    helper = _found(request, pk)
    journey = helper.journey
    form = ShareForm(request.POST or None, journey=journey, initial=ShareForm.values_of(helper))
    if form.is_valid() and "apercu" not in request.POST:
        try:
            added = inviting.choose(
                helper, form.chosen(), ends_on=form.cleaned_data["ends_on"],
                said_by=form.cleaned_data["said_by"], by=agent(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, journey.person, by=agent(request))
            asks = bool(added) and not form.cleaned_data["said_by"]
            told = "Ce qui est ajouté se verra quand la personne l’aura accepté."
            messages.success(request, f"C’est enregistré. {told if asks else ''}".strip())
            return redirect(reverse("crm_person", args=[journey.person_id]) + "#circle")
    return _show_form(request, journey, form, f"Ce que voit {helper.name}")


def _show_form(
    request: HttpRequest, journey: Journey, form: ShareForm, heading: str
) -> HttpResponse:
    """The form, with what the partner would see as soon as it is valid."""
    valid = form.is_bound and form.is_valid()
    nobody = Helper(journey=journey)
    context = {
        "form": form,
        "journey": journey,
        "heading": heading,
        "seen": as_shown(journey, [one.item(nobody) for one in form.chosen()]) if valid else None,
        "trail": _trail(journey, heading),
    }
    refused = form.is_bound and bool(form.errors)
    return render(request, "crm_circle/desk/form.html", context, status=422 if refused else 200)


@require_POST
@needs(*CHANGE)
def revoke_helper(request: HttpRequest, pk: int) -> HttpResponse:
    helper = _found(request, pk)
    key = f"circle-revoke-{pk}"

    def act(told: dict[str, Any]) -> str:
        services.revoke(helper, told["reason"], by=agent(request))
        return f"{helper.name} ne voit plus rien."

    form = RevokeForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, helper.journey.person, key, form, act)


@require_POST
@needs(*CHANGE, "crm_consents.add_consent")
def note_said(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person agreed to a sharing, or withdrew, in conversation."""
    helper = _found(request, pk)
    key = f"circle-said-{pk}"

    def act(told: dict[str, Any]) -> str:
        if told["given"]:
            services.agree(helper, channel=told["channel"], by=agent(request))
            return f"Accord noté\u00a0: {helper.name} voit ce qui est choisi."
        services.stop(helper, channel=told["channel"], by=agent(request))
        return f"Retrait noté\u00a0: {helper.name} ne voit plus rien."

    form = SaidForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, helper.journey.person, key, form, act)


@require_POST
@needs(*CHANGE)
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the partner a new link, once an hour."""
    helper = _found(request, pk)
    open_now = _mine(request).seeing(timezone.localdate()).filter(pk=pk)
    if open_now.exists():
        letters.send_link(helper, timezone.now())
        messages.success(
            request, f"Un lien part à {helper.name}, s’il n’en a pas reçu dans l’heure."
        )
    else:
        messages.error(
            request, f"{helper.name} ne voit rien pour l’instant\u00a0: aucun lien n’est parti."
        )
    return redirect(reverse("crm_person", args=[helper.journey.person_id]) + "#circle")


@require_POST
@needs(*CHANGE, "crm_journeys.add_interaction")
def handle_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a partner's word in the file, or aside."""
    rows = HelperWord.objects.filter(helper__in=_mine(request).values("pk"))
    word = get_object_or_404(rows.select_related("helper__journey__person__commune"), pk=pk)

    def act(told: dict[str, Any]) -> str:
        if told["act"] == "accept":
            saying.accept(word, by=agent(request))
            return "Versé au dossier."
        saying.set_aside(word, by=agent(request))
        return "Écarté."

    key = f"circle-word-{pk}"
    form = HandleForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, word.helper.journey.person, key, form, act)
