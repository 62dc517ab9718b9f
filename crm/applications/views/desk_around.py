"""What one does beside a decision: answer, settle, bring a household together, read a file that waits."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages as told
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.applications import files, household, messages
from crm.applications.forms_files import AnswerForm
from crm.applications.models import Submission, SubmissionState
from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.registers.access import agent, needs

from .desk_applications import READ, found, show_again
from .desk_submissions import REVIEW

WRITE = (*READ, "crm_journeys.add_interaction")


@require_POST
@needs(*WRITE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = AnswerForm(request.POST, auto_id="answer-%s")
    if form.is_valid():
        try:
            messages.answer(row, form.cleaned_data["text"], form.identity, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told.success(request, f"Réponse posée sur la page de suivi de {row.person}.")
            return _back(pk, "messages")
    keep(request, "answer", form)
    return show_again(request, row)


@require_POST
@needs(*WRITE)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    messages.settle(found(pk), by=agent(request))
    told.success(request, "Message classé, sans réponse sur la page de suivi.")
    return _back(pk, "messages")


@require_POST
@needs(*READ, "crm_people.change_person")
def join(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    row, beside = found(pk), found(other)
    try:
        home = household.bring_together(row, beside, by=agent(request))
    except Refused as refusal:
        told.error(request, str(refusal))
    else:
        told.success(request, f"{row.person} et {beside.person} : {home}.")
    return _back(pk, "")


def _back(pk: int, anchor: str) -> HttpResponse:
    address = reverse("crm_application", args=[pk])
    return redirect(f"{address}#{anchor}" if anchor else address)


@require_safe
@needs(*REVIEW)
def waiting_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Hand over a file of a form to review, never shown by the browser. The reading is journalled."""
    form = get_object_or_404(Submission, pk=pk, state=SubmissionState.REVIEW)
    row = get_object_or_404(form.files, pk=file)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        told.error(request, f"Ce fichier est introuvable : {row}.")
        return redirect("crm_submission", pk)
    files.note_reading(row, form, agent(request))
    # A streamed answer is no HttpResponse to the types, and is one to everything else.
    handed: Any = FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.content_type
    )
    handed["Cache-Control"] = "no-store, private"
    handed["Content-Security-Policy"] = "default-src 'none'; sandbox"
    handed["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", handed)
