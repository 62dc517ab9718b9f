"""Giving a file and saying what its columns hold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.imports import spreadsheets
from crm.imports.columns import COLUMNS
from crm.imports.forms import ColumnsForm, UploadForm, field_of
from crm.imports.models import BatchState, ImportBatch
from crm.imports.reading import Unreadable
from crm.imports.services import map_columns, upload
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

IMPORT = ("crm_imports.add_importbatch", "crm_people.read_file")
A_PAGE = 20
CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def trail_of(label: str = "") -> list[dict[str, str]]:
    trail = [{"url": reverse("crm_imports") if label else "", "label": "Imports"}]
    return [*trail, {"url": "", "label": label}] if label else trail


def batch_of(request: HttpRequest, pk: int) -> ImportBatch:
    """An import that this agent may see; nothing else exists for them."""
    rows = ImportBatch.objects.seen_by(agent(request)).select_related("uploaded_by")
    try:
        return get_object_or_404(rows, pk=pk)
    except OverflowError as error:
        raise Http404 from error


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


@needs(*IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """The imports that one may see, and the form that begins another."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (batch := _upload(request, form)):
            return redirect("crm_import_columns", batch.pk)
    rows = ImportBatch.objects.seen_by(agent(request)).select_related("uploaded_by")
    context = {
        "form": form,
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "trail": trail_of(),
    }
    refused = form.is_bound and bool(form.errors)
    return render(request, "crm_imports/imports.html", context, status=422 if refused else 200)


def _upload(request: HttpRequest, form: UploadForm) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    try:
        return upload(file.name, file.read(), by=agent(request))
    except Unreadable as error:
        form.add_error("file", str(error))
        return None


@needs(*IMPORT)
def model_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The columns that an import understands, to fill in."""
    if kind == CSV:
        return attached(
            spreadsheets.as_csv([spreadsheets.model_headings()]), "modele-a-remplir", CSV
        )
    return attached(spreadsheets.model_workbook(), "modele-a-remplir", XLSX)


@needs(*IMPORT)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column of the file holds, guessed from its title and corrected here."""
    batch = batch_of(request, pk)
    if batch.state not in {BatchState.UPLOADED, BatchState.CHECKED}:
        return redirect("crm_import", batch.pk)
    form = ColumnsForm(batch, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            map_columns(batch, form.mapping, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("crm_import", batch.pk)
    elif form.is_bound:
        messages.error(request, "Une colonne n’a pas été comprise : choisissez dans les listes.")
    return _show_columns(request, batch, form)


def _show_columns(request: HttpRequest, batch: ImportBatch, form: ColumnsForm) -> HttpResponse:
    context: dict[str, Any] = {
        "batch": batch,
        "form": form,
        "lines": [
            (form[field_of(rank)], heading["sample"]) for rank, heading in enumerate(batch.headings)
        ],
        "recognised": len(batch.mapping),
        "known": COLUMNS,
        "trail": trail_of(str(batch)),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_imports/columns.html", context, status=status)
