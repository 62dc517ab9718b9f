"""Visits on the desk: those to come and to tell, one with its programme, and what moves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
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
from crm.people.models import Person
from crm.people.reaching import mail_address
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.registers.opening import opens
from crm.visits.forms import CancelForm, CostForm, NewVisitForm, TellForm, VisitForm
from crm.visits.letters import is_told, key_of
from crm.visits.models import Visit, VisitState
from crm.visits.services import Told, change_visit, move_visit, plan_visit
from crm.visits.sheet import days_of

READ = ("crm_people.read_file", "crm_visits.view_visit")
CHANGE = (*READ, "crm_visits.change_visit")
LATEST = 15
CONFIRMED = "La visite est confirmée, la famille reçoit son programme."
UNREACHED = (
    "La visite est confirmée. Aucune adresse électronique ne joint la famille : "
    "remettez-lui sa fiche imprimée."
)


def trail_of(label: str, row: Visit | None = None) -> list[dict[str, str]]:
    trail = [{"url": reverse("crm_visits"), "label": "Visites"}]
    if row is not None:
        url = reverse("crm_visit", args=[row.pk])
        trail.append({"url": url, "label": str(row.journey.person)})
    return [*trail, {"url": "", "label": label}]


def found(request: HttpRequest, pk: int) -> Visit:
    """A visit of a journey that the user may see, or 404."""
    rows = Visit.objects.filter(journey__in=Journey.objects.seen_by(agent(request)))
    return get_object_or_404(
        rows.select_related("journey__person", "stay__unit__commune", "referent", "household"),
        pk=pk,
    )


@require_safe
@needs(*READ)
def visit_list(request: HttpRequest) -> HttpResponse:
    """Three short lists: to come, to tell, and the latest made."""
    today = timezone.localdate()
    rows = Visit.objects.filter(journey__in=Journey.objects.seen_by(agent(request)))
    rows = rows.select_related("journey__person", "referent")
    coming = rows.coming()
    context = {
        "coming": list(coming.filter(ends_on__gte=today).order_by("starts_on", "pk")),
        "to_tell": list(coming.filter(ends_on__lt=today).order_by("starts_on", "pk")),
        "done": list(rows.filter(state=VisitState.DONE)[:LATEST]),
        "desk_icon": "site",
        "trail": [{"url": "", "label": "Visites"}],
    }
    return render(request, "crm_visits/desk/list.html", context)


@needs(*READ, "crm_visits.add_visit")
def new_visit(request: HttpRequest) -> HttpResponse:
    """Prepare a visit; `dossier` in the address fills the number in."""
    number = (request.POST.get("person") or request.GET.get("dossier", "")).strip()[:12]
    person = None if "\0" in number else Person.objects.alive().filter(file_number=number).first()
    initial = {"person": number, "referent": agent(request).pk}
    posted = request.POST if request.method == "POST" else None
    form = NewVisitForm(posted, person=person, initial=initial)
    if posted is not None and form.is_valid() and form.journey:
        try:
            with transaction.atomic():
                row = plan_visit(form.journey, form.plan(), by=agent(request))
                note_passing_over(form, form.journey.person, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "La visite est ouverte : ajoutez ses étapes.")
            return redirect("crm_visit", row.pk)
    return form_page(request, form, "Nouvelle visite", trail_of("Nouvelle visite"))


@needs(*CHANGE)
@opens("crm_visits.visit", "journey__person")
def edit_visit(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = VisitForm(posted, person=row.journey.person, initial=VisitForm.values_of(row))

    def act() -> str:
        change_visit(row, form.plan(), by=agent(request))
        return "La visite est à jour."

    if posted is not None and (answer := acted(request, form, row, act)):
        return answer
    return form_page(request, form, "Modifier la visite", trail_of("Modifier", row))


def acted(
    request: HttpRequest, form: Form, row: Visit, act: Callable[[], str]
) -> HttpResponse | None:
    """Act when the form is valid and go back to the visit; None leaves its errors to be shown."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            told = act()
            note_passing_over(form, row.journey.person, by=agent(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, told)
    return redirect("crm_visit", row.pk)


def form_page(
    request: HttpRequest, form: BaseForm, title: str, trail: list[dict[str, str]], **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "trail": trail, "desk_icon": "site", **more}
    status = 422 if form.errors else 200
    return render(request, "crm_visits/desk/form.html", context, status=status)


@require_safe
@needs(*READ)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(request, pk))


def show(request: HttpRequest, row: Visit, status: int = 200) -> HttpResponse:
    """Draw a visit, with the refused form that the request keeps. The reading is journalled."""
    record(Action.READ, row, by=agent(request), person_id=row.journey.person_id)
    anonymous = bool(row.journey.person.anonymised_at)
    may = agent(request).has_perm("crm_visits.change_visit") and not anonymous
    live = row.state in {VisitState.PLANNED, VisitState.CONFIRMED}
    costs = list(row.costs.all())
    context = {
        "visit": row,
        "person": row.journey.person,
        "days": days_of(row),
        "may": may and live,
        "stale": row.state == VisitState.CONFIRMED and not is_told(row),
        "may_price": may and row.state != VisitState.CANCELLED,
        "over": row.ends_on <= timezone.localdate(),
        "costs": costs,
        "total": sum(cost.cents for cost in costs),
        "cost_form": form_for(request, "cost", CostForm),
        "cancel_form": form_for(request, "cancel", CancelForm),
        "letters": list(letters_of(key_of(row)).order_by("pk")),
        "desk_icon": "site",
        "trail": trail_of(str(row.journey.person)),
    }
    return render(request, "crm_visits/desk/visit.html", context, status=status)


@require_POST
@needs(*CHANGE)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    try:
        move_visit(row, VisitState.CONFIRMED, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        reached = bool(mail_address(row.journey.person))
        messages.success(request, CONFIRMED if reached else UNREACHED)
    return redirect("crm_visit", pk)


@require_POST
@needs(*CHANGE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    form = CancelForm(request.POST, auto_id="cancel-%s")

    def act() -> str:
        move_visit(
            row, VisitState.CANCELLED, Told(reason=form.cleaned_data["reason"]), by=agent(request)
        )
        return "La visite est annulée."

    if answer := acted(request, form, row, act):
        return answer
    keep(request, "cancel", form)
    return show(request, found(request, pk), status=422)


@needs(*CHANGE)
@opens("crm_visits.visit", "journey__person")
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of the visit: one exchange in the file, and it is done."""
    row = found(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = TellForm(posted, stops=list(row.stops.all()))

    def act() -> str:
        move_visit(row, VisitState.DONE, form.told(), by=agent(request))
        return "La visite est racontée au dossier."

    if posted is not None and (answer := acted(request, form, row, act)):
        return answer
    lead = "Une phrase par étape suffit. Le tout devient un échange du dossier."
    return form_page(request, form, "Raconter la visite", trail_of("Raconter", row), lead=lead)
