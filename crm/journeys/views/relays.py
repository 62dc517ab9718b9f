"""Passing journeys on: one of them from a file, all of them from a screen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.forms.relays import AWAY, HandOverForm, RelayForm
from crm.journeys.models import Replacement
from crm.journeys.relays import come_back, hand_over, hand_over_all, replace
from crm.journeys.team import called
from crm.registers.access import needs
from crm.registers.words import counted

from .acting import answer, followed

EDITORS = ("crm_people.read_file", "crm_journeys.change_journey")


@needs(*EDITORS)
def relay(request: HttpRequest) -> HttpResponse:
    """Pass on all that a colleague follows, for good or until a day."""
    user = user_of(request)
    manages = user.has_perm("crm_journeys.hand_over_journey")
    asked = request.GET.get("de", "") if manages else str(user.pk)
    form = RelayForm(request.POST or None, user=user, initial={"giver": asked}, auto_id="relay-%s")
    if request.method == "POST" and form.is_valid():
        try:
            told = _pass_on(form.cleaned_data, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_relay")
    rows = Replacement.objects.filter(ends_on__gte=timezone.localdate())
    if not manages:
        rows = rows.filter(absent=user) | rows.filter(substitute=user)
    context = {
        "form": form,
        "manages": manages,
        "replacements": rows.select_related("absent", "substitute"),
        "today": timezone.localdate(),
        "trail": [
            {"url": reverse("crm_journeys"), "label": "Parcours, en liste"},
            {"url": "", "label": "Passer le relais"},
        ],
    }
    return render(request, "crm_journeys/relay.html", context, status=422 if form.errors else 200)


def _pass_on(told: dict[str, Any], request: HttpRequest) -> str:
    user = user_of(request)
    giver, taker = told["giver"], told["taker"]
    if told["how"] == AWAY:
        row = replace(giver, taker, told["starts_on"], told["ends_on"], told["reason"], by=user)
        return f"{called(taker)} remplace {called(giver)} jusqu’au {row.ends_on:%d/%m/%Y}."
    handed = hand_over_all(giver, taker, told["reason"], by=user)
    return (
        f"{counted(handed.journeys, 'parcours', 'parcours').capitalize()} et "
        f"{counted(handed.tasks, 'tâche', feminine=True)} passent à {called(taker)}."
    )


@require_POST
@needs(*EDITORS)
def come_back_now(request: HttpRequest, pk: int) -> HttpResponse:
    """End a replacement today: one's own, or anybody's for those who manage the team."""
    user = user_of(request)
    row = get_object_or_404(Replacement.objects.select_related("absent"), pk=pk)
    if row.absent_id != user.pk and not user.has_perm("crm_journeys.hand_over_journey"):
        raise PermissionDenied
    try:
        come_back(row, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{called(row.absent)} reprend ses parcours.")
    return redirect("crm_relay")


@require_POST
@needs(*EDITORS)
def hand_over_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one journey to a colleague, from its file."""
    journey = followed(request, pk)
    key = f"relay-{pk}"

    def act(told: dict[str, Any]) -> str:
        hand_over(journey, told["taker"], told["reason"], by=user_of(request))
        return f"Parcours confié à {called(told['taker'])}."

    form = HandOverForm(request.POST, auto_id=f"{key}-%s")
    return answer(request, journey.person, key, form, act)
