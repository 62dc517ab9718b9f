"""Forms whose sender already has a file, or seems to: an advisor says whose they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.applications.answers import Answers
from crm.applications.coming import coming_of
from crm.applications.comparison import compared, files_like
from crm.applications.forms_desk import ReviewForm
from crm.applications.intake import attach, dismiss
from crm.applications.messages import said_with
from crm.applications.models import Submission, SubmissionState
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens

A_PAGE = 25
REVIEW = ("crm_applications.decide_application", "crm_people.read_file")


@needs(*REVIEW)
def submissions(request: HttpRequest) -> HttpResponse:
    rows = (
        Submission.objects.to_review()
        .select_related("matched_person", "session__course")
        .order_by("received_at", "pk")
    )
    context = {
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "trail": [*_trail()[:1], {"url": "", "label": "Formulaires à rapprocher"}],
    }
    return render(request, "crm_applications/desk/submissions.html", context)


@needs(*REVIEW)
@opens("crm_applications.submission", "matched_person")
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Submission.objects.select_related("session__course", "matched_person__commune")
    row = get_object_or_404(rows, pk=pk)
    if row.state != SubmissionState.REVIEW:
        messages.info(request, "Ce formulaire a déjà été traité.")
        return redirect("crm_submissions")
    form = ReviewForm(files_like(row), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _settle(request, row, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _show(request, row, form)


def _settle(request: HttpRequest, row: Submission, form: ReviewForm) -> HttpResponse:
    by = agent(request)
    if form.cleaned_data["whose"] == ReviewForm.NOBODY:
        dismiss(row, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, "Formulaire écarté.")
        return redirect("crm_submissions")
    application = attach(row, form.chosen_person(), by=by)
    messages.success(request, f"Candidature de {application.person} enregistrée.")
    return redirect("crm_application", application.pk)


def _show(request: HttpRequest, row: Submission, form: ReviewForm) -> HttpResponse:
    context: dict[str, Any] = {
        "submission": row,
        "form": form,
        "lines": compared(row, row.matched_person),
        "likely": row.matched_person,
        "coming": coming_of(Answers.read(row.payload)),
        "files": list(row.files.all()),
        "said": said_with(row),
        "trail": [*_trail(), {"url": "", "label": str(row).capitalize()}],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/submission.html", context, status=status)


def _trail() -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_applications"), "label": "Candidatures"},
        {"url": reverse("crm_submissions"), "label": "Formulaires à rapprocher"},
    ]
