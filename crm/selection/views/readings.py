"""One's own readings: those to send, and the screen where one of them is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.applications.models import Application
from crm.journal.refusal import Refused
from crm.papers.models import Paper, PaperKind
from crm.people.reading import note_reading
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.selection.forms import CorrectionForm, ReadingForm
from crm.selection.models import Reading, ReadingState
from crm.selection.readings import correct, save_draft, send

MARK = ("crm_applications.view_application", "crm_people.read_file", "crm_selection.change_reading")
LATEST = 20


@needs(*MARK)
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader has to send, the most pressing first, then what they sent last."""
    rows = (
        Reading.objects.by(agent(request))
        .select_related("examination__application__person", "examination__application__session__course")
    )  # fmt: skip
    sent = rows.filter(state=ReadingState.SENT).order_by("-sent_at", "-pk")
    context = {
        "to_do": rows.to_do().order_by("due_on", "pk"),
        "sent": sent[:LATEST],
        "trail": [{"url": "", "label": "Mes lectures"}],
    }
    return render(request, "crm_selection/my_readings.html", context)


def _reading(request: HttpRequest, pk: int) -> Reading:
    """A reading of one's own that still counts, or 404."""
    rows = (
        Reading.objects.by(agent(request))
        .exclude(state=ReadingState.EXCUSED)
        .select_related(
            "reader",
            "examination__grid",
            "examination__application__person",
            "examination__application__session__course",
            "correction",
        )
    )
    return get_object_or_404(
        rows, pk=pk, examination__application__person__anonymised_at__isnull=True
    )


@needs(*MARK)
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    row = _reading(request, pk)
    person = row.examination.application.person
    if request.method == "POST":
        return _write(request, row)
    note_reading(person, agent(request))
    if row.state != ReadingState.TO_DO:
        return redirect("crm_examination", row.examination.application_id)
    form = ReadingForm(_criteria(row), initial=ReadingForm.values_of(row))
    return _show(request, row, form)


def _criteria(row: Reading) -> list[Any]:
    return list(row.examination.grid.criteria.all())


def _write(request: HttpRequest, row: Reading) -> HttpResponse:
    sending = "send" in request.POST
    form = ReadingForm(
        _criteria(row), request.POST, initial=ReadingForm.values_of(row), sending=sending
    )
    if not form.is_valid():
        return _show(request, row, form, status=422)
    application = row.examination.application
    try:
        with transaction.atomic():
            door = send if sending else save_draft
            door(row, form.words(), by=agent(request))
            note_passing_over(form, application.person, by=agent(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, row, form, status=422)
    if not sending:
        messages.success(request, "Brouillon enregistré : vous seul le lisez.")
        return redirect("crm_reading", row.pk)
    messages.success(request, f"Lecture rendue pour {application.person}.")
    following = Reading.objects.by(agent(request)).to_do().order_by("due_on", "pk").first()
    return redirect("crm_reading", following.pk) if following else redirect("crm_readings")


def _show(request: HttpRequest, row: Reading, form: ReadingForm, status: int = 200) -> HttpResponse:
    application = row.examination.application
    context = {
        "reading": row,
        "application": application,
        "examination": row.examination,
        "papers": papers_of(request, application),
        "form": form,
        "trail": [
            {"url": reverse("crm_readings"), "label": "Mes lectures"},
            {"url": "", "label": str(application.person)},
        ],
    }
    return render(request, "crm_selection/reading.html", context, status=status)


def papers_of(request: HttpRequest, application: Application) -> list[Paper]:
    """The CV and the project that came with it, for those who may read papers."""
    user = agent(request)
    if not user.has_perm("crm_papers.view_paper"):
        return []
    rows = Paper.objects.filter(
        person=application.person_id, kind__in=[PaperKind.CV, PaperKind.PROJECT]
    )
    return list(rows.readable_by(user))


@needs(*MARK)
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was sent, with a reason. What was sent stays readable beside it."""
    row = _reading(request, pk)
    application = row.examination.application
    if row.state != ReadingState.SENT:
        return redirect("crm_examination", application.pk)
    before = ReadingForm.values_of(row)
    form = CorrectionForm(_criteria(row), request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                correct(row, form.words(), form.cleaned_data["reason"], by=agent(request))
                note_passing_over(form, application.person, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Lecture corrigée : la première reste lisible.")
            return redirect("crm_examination", application.pk)
    elif request.method != "POST":
        note_reading(application.person, agent(request))
    context = {
        "reading": row,
        "application": application,
        "examination": row.examination,
        "papers": papers_of(request, application),
        "form": form,
        "trail": [
            {
                "url": reverse("crm_examination", args=[application.pk]),
                "label": str(application.person),
            },
            {"url": "", "label": "Corriger ma lecture"},
        ],
    }
    return render(
        request, "crm_selection/reading.html", context, status=422 if form.errors else 200
    )
