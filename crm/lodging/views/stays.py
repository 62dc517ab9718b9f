"""One stay: asked for, and each gesture of its life, a POST each. Refused, its form comes back as typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.journeys.refused_forms import form_for, keep
from crm.letters.services import letters_of
from crm.lodging.forms import MOVES, PART, WHOLE, StayForm
from crm.lodging.letters import key_of
from crm.lodging.models import STAY_PATHS, HousingUnit, Stay, StayState
from crm.lodging.services import move_stay, request_stay
from crm.people.models import Person
from crm.people.services import current_membership
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over

READ = ("crm_people.read_file", "crm_lodging.view_stay")
# What can only be noted once the day has come.
ON_THE_DAY = {StayState.IN_HOUSE, StayState.NO_SHOW}
TRAIL = {"label": "Logement passerelle"}


def trail_of(label: str) -> list[dict[str, str]]:
    return [{"url": reverse("crm_lodging"), **TRAIL}, {"url": "", "label": label}]


@needs(*READ, "crm_lodging.add_stay")
def new_stay(request: HttpRequest) -> HttpResponse:
    """Note a request. The calendar and the file fill the form: `logement`, `arrivee`, `dossier`."""
    form = StayForm(request.POST) if request.method == "POST" else StayForm(initial=_known(request))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        person = told["person"]
        try:
            with transaction.atomic():
                row = request_stay(
                    told["unit"], person, form.wish(),
                    journey=Journey.objects.running_for(person), by=agent(request),
                )  # fmt: skip
                note_passing_over(form, person, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"La demande de {person} est notée.")
            return redirect("crm_stay", row.pk)
    context = {
        "form": form,
        "any_unit": HousingUnit.objects.exists(),
        "desk_icon": "home",
        "trail": trail_of("Nouveau séjour"),
    }
    status = 422 if form.errors else 200
    return render(request, "crm_lodging/new_stay.html", context, status=status)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What the address says, as far as it makes sense: what is wrong there is left out."""
    number = request.GET.get("dossier", "")[:12]
    person = Person.objects.alive().filter(file_number=number).first() if number else None
    home = bool(person and current_membership(person))
    return {
        "person": number,
        "unit": request.GET.get("logement", ""),
        "arrive": request.GET.get("arrivee", "")[:10],
        "who": WHOLE if home else PART,
    }


@require_safe
@needs(*READ)
def stay(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> Stay:
    rows = Stay.objects.select_related("unit__commune", "person", "household", "journey")
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: Stay, status: int = 200) -> HttpResponse:
    """Draw a stay, with the refused form that the request keeps. The reading is journalled."""
    record(Action.READ, row, by=agent(request), person_id=row.person_id)
    may = agent(request).has_perm("crm_lodging.change_stay") and not row.person.anonymised_at
    ahead = offered(row) if may else set()
    context = {
        "stay": row,
        "nights_held": row.nights_held.count(),
        "acts": [
            {"state": state, "label": label, "form": form_for(request, state, make)}
            for state, (make, label) in MOVES.items()
            if state in ahead
        ],
        "late": row.state == StayState.CONFIRMED and row.arrive < timezone.localdate(),
        "letters": list(letters_of(key_of(row)).order_by("pk")),
        "desk_icon": "home",
        "trail": trail_of(str(row)),
    }
    return render(request, "crm_lodging/stay.html", context, status=status)


def offered(row: Stay) -> set[StayState]:
    """Where a stay may go today."""
    ahead = STAY_PATHS[StayState(row.state)]
    return ahead - ON_THE_DAY if timezone.localdate() < row.arrive else ahead


@require_POST
@needs(*READ, "crm_lodging.change_stay")
def move(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    row = found(pk)
    if state not in MOVES:
        raise Http404
    to = StayState(state)
    form = MOVES[to][0](request.POST, auto_id=f"{to}-%s")
    if form.is_valid():
        try:
            with transaction.atomic():
                move_stay(row, to, form.told(), by=agent(request))
                note_passing_over(form, row.person, by=agent(request))
        except Refused as refusal:
            row = found(pk)
            if to not in offered(row):
                # The page shows no such form: a colleague was faster, or the day has not come.
                messages.error(request, str(refusal))
                return redirect("crm_stay", pk)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Séjour {to.label}.")
            return redirect("crm_stay", pk)
    keep(request, to, form)
    return show(request, row, status=422)
