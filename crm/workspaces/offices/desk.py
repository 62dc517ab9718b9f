"""The desk of office requests: their list, one screen each, a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.journal.refusal import Refused
from crm.journeys.refused_forms import form_for
from crm.letters.services import letters_of
from crm.people.contacts import normalise_phone, read_phone
from crm.registers.access import agent, needs
from crm.registers.opening import note_reading
from crm.registers.words import counted

from ..models import OFFICE_PATHS, OfficeRequest, OfficeState
from . import letters
from .forms import DeskForm, FileForm
from .forms_desk import ALL, AnswerForm, ReasonForm, RequestFilter
from .lists import entry_of, rank_of
from .matching import files_like
from .offers import running
from .requests import note_request
from .words import offer_words, wish_words

A_PAGE = 25
SEE = "crm_workspaces.view_officerequest"
CHANGE = "crm_workspaces.change_officerequest"
ADD = "crm_workspaces.add_officerequest"
PENDING = [OfficeState.NEW, OfficeState.WAITING, OfficeState.PASSED]
MARKS = {
    OfficeState.NEW: "last",
    OfficeState.WAITING: "waiting",
    OfficeState.PASSED: "announced",
    OfficeState.GIVEN: "open",
    OfficeState.SPAM: "cancelled",
    OfficeState.REFUSED: "cancelled",
}


def mark_of(row: OfficeRequest) -> str:
    return MARKS.get(OfficeState(row.state), "ended")


@needs(SEE)
def request_list(request: HttpRequest) -> HttpResponse:
    asked = RequestFilter(request.GET)
    rows = OfficeRequest.objects.select_related("person", "site")
    if asked.asked != ALL:
        rows = rows.filter(state__in=[asked.asked] if asked.asked else PENDING)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    new = OfficeRequest.objects.new().count()
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": asked,
        "pages": pages,
        "rows": [(row, wish_words(row), mark_of(row)) for row in pages],
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "new": counted(new, "demande", feminine=True) if new else "",
        "trail": [{"url": "", "label": "Demandes de bureau"}],
    }
    return render(request, "crm_workspaces/offices/requests.html", context)


@needs(SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> OfficeRequest:
    rows = OfficeRequest.objects.select_related("person", "site", "handled_by")
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: OfficeRequest, status: int = 200) -> HttpResponse:
    """Draw a request, with the refused forms that the request keeps. The reading is journalled."""
    note_reading(row, agent(request), row.person_id)
    offer, entry = running(row), entry_of(row)
    ways = OFFICE_PATHS[OfficeState(row.state)]
    joins = row.person is None or row.state == OfficeState.NEW
    context: dict[str, Any] = {
        "row": row,
        "mark": mark_of(row),
        "wish": wish_words(row),
        "said": row.payload,
        "phone": read_phone(normalise_phone(row.payload.get("phone", ""))),
        "address": letters.address_of(row),
        "offer": offer,
        "what": offer_words(offer) if offer else None,
        "entry": entry,
        "rank": rank_of(row),
        "skips": list(entry.skips.select_related("passed_by__person")[:5]) if entry else [],
        "alike": files_like(row) if joins and row.person is None else [],
        "ways": {state.value for state in ways},
        "joins": joins,
        "answers": letters_of(letters.key_of(row)).filter(template__endswith="office_answer.txt"),
        "file_form": form_for(request, "file", FileForm),
        "answer_form": form_for(request, "answer", AnswerForm),
        "end_form": form_for(request, "end", ReasonForm),
        "trail": [
            {"url": reverse("crm_office_requests"), "label": "Demandes de bureau"},
            {"url": "", "label": str(row).capitalize()},
        ],
    }
    return render(request, "crm_workspaces/offices/request.html", context, status=status)


@needs(SEE, ADD)
def new(request: HttpRequest) -> HttpResponse:
    """Note what somebody asks for at the desk."""
    form = DeskForm(
        request.POST if request.method == "POST" else None,
        initial={"dossier": request.GET.get("dossier", "")[:12]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = note_request(form.cleaned_data["dossier"], form.wish(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Demande de {row.sender} notée.")
            return redirect("crm_office_request", row.pk)
    context = {
        "form": form,
        "trail": [
            {"url": reverse("crm_office_requests"), "label": "Demandes de bureau"},
            {"url": "", "label": "Noter une demande"},
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_workspaces/offices/new.html", context, status=status)
