"""What leaves these screens in a spreadsheet: a purpose first, a line in the journal, then the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import agent
from crm.registers.forms import ExportForm
from crm.registers.resources import typed
from crm.registers.spreadsheets import CONTENT_TYPES, CSV, stream

Row = Sequence[Any]


@dataclass(frozen=True)
class Leaving:
    """A file to be made.

    name      what leaves, in French: "journal"
    slug      the name of the file
    count     how many rows
    headings  its first row
    rows      the others, read only once the purpose is said
    fields    what the journal is told: the kind of rows and the names of what narrows them
    back      the address of the screen
    about     the row that the line of the journal is about, the account unless told
    """

    name: str
    slug: str
    count: int
    headings: Sequence[str]
    rows: Iterable[Row]
    fields: Sequence[str]
    back: str
    about: Any = None


def leave(request: HttpRequest, told: Leaving, kind: str) -> Any:
    """Ask why; then write it in the journal and let the rows go."""
    kind = kind if kind in CONTENT_TYPES else CSV
    form = ExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form, told, kind)
    user = agent(request)
    record(
        Action.EXPORTED, told.about or user, by=user, fields=told.fields,
        reason=f"{told.count} lignes, {kind} : {form.cleaned_data['purpose']}",
    )  # fmt: skip
    name = f"{told.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return StreamingHttpResponse(
        stream(kind, told.headings, ([typed(cell) for cell in row] for row in told.rows)),
        content_type=CONTENT_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _ask(request: HttpRequest, form: ExportForm, told: Leaving, kind: str) -> HttpResponse:
    context = {
        "form": form,
        "count": told.count,
        "kind": kind,
        "name": told.name,
        "filters": told.fields[1:],
        "action": request.get_full_path(),
        "back": told.back,
        "trail": [
            {"url": told.back, "label": told.name.capitalize()},
            {"url": "", "label": "Exporter"},
        ],
        "desk_icon": "download",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_registers/export.html", context, status=status)
