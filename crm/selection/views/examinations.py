"""How an application was read: its readings once one's own is sent, what settles them, the appeals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.applications.models import Application, ApplicationState
from crm.journal.refusal import Refused
from crm.people.reading import note_reading
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.selection.appeals import appeal, deadline
from crm.selection.examinations import agree, examination_of, open_examination, waits_for
from crm.selection.forms import AgreementForm, AppealForm, ReaderForm, TakeBackForm
from crm.selection.history import history_of
from crm.selection.models import Examination, Reading
from crm.selection.readings import take_back
from crm.selection.sharing import followers, name_reader, readers, take_part

READ = ("crm_applications.view_application", "crm_people.read_file", "crm_selection.view_reading")
SHARE = (*READ, "crm_selection.add_reading")
DECIDE = (*READ, "crm_applications.decide_application")


def application_of(pk: int) -> Application:
    rows = (
        Application.objects.sent()
        .filter(person__anonymised_at__isnull=True)
        .select_related("person", "session__course", "journey__owner")
    )
    return get_object_or_404(rows, pk=pk)


@needs(*READ)
def examination(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_of(pk)
    note_reading(row.person, agent(request))
    return show(request, row)


def show(
    request: HttpRequest, row: Application, refused: dict[str, forms.Form] | None = None
) -> HttpResponse:
    """Draw the screen, with the form that was refused as it was typed."""
    history, user, kept = history_of(row), agent(request), refused or {}
    latest = history[0] if history else None
    open_now = row.state in {"submitted", "under_review", "waitlisted"}
    context: dict[str, Any] = {
        "application": row,
        "history": history,
        "latest": latest,
        "blind": {one.pk for one in history if waits_for(one, user)},
        "may_share": open_now and user.has_perm("crm_selection.add_reading"),
        "until": deadline(row),
        "trail": [
            {"url": reverse("crm_applications"), "label": "Candidatures"},
            {"url": reverse("crm_application", args=[row.pk]), "label": str(row.person)},
            {"url": "", "label": "Lectures"},
        ],
    }
    if context["may_share"]:
        context["reader_form"] = kept.get("reader") or _reader_form(row, latest)
        context["back_form"] = kept.get("back") or TakeBackForm(auto_id="back-%s")
        if latest is not None and latest.to_settle and latest.pk not in context["blind"]:
            context["agreement_form"] = kept.get("agreement") or AgreementForm(auto_id="agree-%s")
    if row.state == ApplicationState.REFUSED and user.has_perm(
        "crm_applications.decide_application"
    ):
        context["appeal_form"] = kept.get("appeal") or AppealForm(auto_id="appeal-%s")
    status = 422 if refused else 200
    return render(request, "crm_selection/examination.html", context, status=status)


def _reader_form(row: Application, latest: Examination | None, data: Any = None) -> ReaderForm:
    taken = take_part(latest) if latest else set()
    colleagues = [user for user in readers() if user.pk not in taken]
    days = latest.grid.reading_days if latest else 10
    return ReaderForm(colleagues, followers(row), data, days=days, auto_id="reader-%s")


def _act(
    request: HttpRequest,
    row: Application,
    key: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Do what a form says and come back; refused, it is shown as it was typed."""
    if form.is_valid():
        try:
            with transaction.atomic():
                told = act(form.cleaned_data)
                note_passing_over(form, row.person, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_examination", row.pk)
    return show(request, row, {key: form})


@require_POST
@needs(*SHARE)
def name(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_of(pk)
    latest = examination_of(row)

    def act(said: dict[str, Any]) -> str:
        by = agent(request)
        where = latest or open_examination(row, by=by, at=timezone.now())
        reading = name_reader(where, said["reader"], due_on=said["due_on"], by=by)
        return f"Lecture confiée à {reading.reader.get_full_name() or reading.reader}."

    return _act(request, row, "reader", _reader_form(row, latest, request.POST), act)


@require_POST
@needs(*SHARE)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reading from its reader; another one is then named."""
    rows = Reading.objects.select_related("reader", "examination")
    reading = get_object_or_404(rows, pk=pk)
    row = application_of(reading.examination.application_id)

    def act(said: dict[str, Any]) -> str:
        take_back(reading, said["reason"], by=agent(request))
        return f"Lecture retirée à {reading.reader.get_full_name() or reading.reader}."

    return _act(request, row, "back", TakeBackForm(request.POST, auto_id="back-%s"), act)


@require_POST
@needs(*SHARE)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_of(pk)
    latest = get_object_or_404(Examination, pk=getattr(examination_of(row), "pk", None))

    def act(said: dict[str, Any]) -> str:
        if waits_for(latest, agent(request)):
            raise Refused("Rendez d’abord votre lecture.")
        agree(latest, said["score"], said["reason"], by=agent(request))
        return "Note d’accord enregistrée."

    return _act(request, row, "agreement", AgreementForm(request.POST, auto_id="agree-%s"), act)


@require_POST
@needs(*DECIDE)
def take_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    row = application_of(pk)

    def act(said: dict[str, Any]) -> str:
        appeal(
            row,
            said["text"],
            said["received_on"],
            late_accepted=said["late_accepted"],
            by=agent(request),
        )
        return "Recours noté : la candidature est de nouveau à l’étude."

    return _act(request, row, "appeal", AppealForm(request.POST, auto_id="appeal-%s"), act)
