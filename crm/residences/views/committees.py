"""The committees: their list, one screen each with its agenda, and the agenda on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.refused_forms import form_for, keep
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.registers.opening import opens
from crm.residences import committees
from crm.residences.forms_around import AssessForm, CommitteeForm, MinutesForm
from crm.residences.minutes import agenda_of, draw
from crm.residences.models import UNDECIDED, Committee, Residence

from .answers import pdf_answer
from .desk import READ, TRAIL

VIEW = (*READ, "crm_residences.view_committee")
CHANGE = (*VIEW, "crm_residences.change_committee")
LABEL = "Comités"


@needs(*VIEW)
def committee_list(request: HttpRequest) -> HttpResponse:
    """Every committee, those to come first, and the form that plans one."""
    may = agent(request).has_perm("crm_residences.add_committee")
    form = CommitteeForm(request.POST or None) if may else None
    if form is not None and form.is_valid():
        try:
            row = committees.plan(**form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Comité planifié.")
            return redirect("crm_residence_committee", row.pk)
    left = Count("residences", filter=Q(residences__state__in=UNDECIDED))
    context = {
        "committees": Committee.objects.annotate(asked=Count("residences"), left=left)[:50],
        "form": form,
        "trail": [TRAIL | {"url": reverse("crm_residences")}, {"url": "", "label": LABEL}],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "crm_residences/desk/committees.html", context, status=status)


@needs(*VIEW)
@opens("crm_residences.committee")
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """Its agenda: each request with its marks and its decision; where it is held, its minutes."""
    row = get_object_or_404(Committee, pk=pk)
    if request.method != "POST" or not agent(request).has_perm(CHANGE[-1]):
        return show(request, row)
    form = MinutesForm(request.POST, auto_id="minutes-%s")
    if form.is_valid():
        try:
            committees.describe(row, **form.cleaned_data, by=agent(request))
            if "close" in request.POST:
                committees.close(row, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            closed = "close" in request.POST
            messages.success(request, "Procès-verbal arrêté." if closed else "Comité enregistré.")
            return redirect("crm_residence_committee", row.pk)
    keep(request, "minutes", form)
    return show(request, row, status=422)


def show(request: HttpRequest, row: Committee, status: int = 200) -> HttpResponse:
    may = agent(request).has_perm(CHANGE[-1]) and row.closed_at is None
    agenda = agenda_of(row)
    told = {"place": row.place, "members": row.members, "minutes": row.minutes}
    context: dict[str, Any] = {
        "committee": row,
        "agenda": [
            {
                "row": one,
                "form": form_for(request, f"assess-{one.pk}", AssessForm, row=one)
                if may and one.state in UNDECIDED
                else None,
            }
            for one in agenda
        ],
        "may": may,
        "held": row.held_on <= timezone.localdate(),
        "form": form_for(request, "minutes", MinutesForm, initial=told) if may else None,
        "trail": [
            TRAIL | {"url": reverse("crm_residences")},
            {"url": reverse("crm_residence_committees"), "label": LABEL},
            {"url": "", "label": str(row).capitalize()},
        ],
    }
    return render(request, "crm_residences/desk/committee.html", context, status=status)


@require_POST
@needs(*CHANGE)
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the opinion of the committee on one request of its agenda."""
    rows = Residence.objects.select_related("committee", "assessment", "person")
    row = get_object_or_404(rows, pk=pk, committee__isnull=False)
    key = f"assess-{row.pk}"
    form = AssessForm(request.POST, auto_id=f"{key}-%s", row=row)
    if form.is_valid():
        try:
            committees.assess(row, form.marks(), form.cleaned_data["comment"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, row.person, by=agent(request))
            messages.success(request, f"Avis noté pour {row.person}.")
            return redirect("crm_residence_committee", row.committee_id)
    keep(request, key, form)
    return show(request, get_object_or_404(Committee, pk=row.committee_id), status=422)


@require_safe
@needs(*VIEW)
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as a PDF; once it was held, its minutes."""
    row = get_object_or_404(Committee, pk=pk)
    record(Action.READ, row, by=agent(request))
    return pdf_answer(draw(row), f"comite-residence-{row.held_on:%Y-%m-%d}.pdf")
