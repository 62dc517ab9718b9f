"""The page of a violation, and each act done on it: what was typed and refused stays beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.compliance import breach_doors as doors
from crm.compliance.forms_breaches import (
    DecideForm,
    DescribeForm,
    InformedForm,
    NoteForm,
    NotifiedForm,
    WhyForm,
)
from crm.compliance.models import PATHS, UNSETTLED, Breach, BreachState
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs

READ = "crm_compliance.view_breach"
CHANGE = "crm_compliance.change_breach"
# By the name that the template gives them: the form, and the field that a refusal stands beside.
FORMS: dict[str, tuple[type[forms.Form], str]] = {
    "describe": (DescribeForm, "discovered_at"),
    "decide": (DecideForm, "reason"),
    "notified": (NotifiedForm, "on"),
    "informed": (InformedForm, "on"),
    "note": (NoteForm, "text"),
    "move": (WhyForm, "reason"),
}
MOVES = {
    "examiner": BreachState.OPEN, "ecarter": BreachState.DISMISSED, "clore": BreachState.CLOSED,
}  # fmt: skip


def _initial(name: str, row: Breach) -> dict[str, Any]:
    """What is known already, so that it is changed rather than typed again."""
    said = {None: "", True: "yes", False: "no"}
    known: dict[str, dict[str, Any]] = {
        "decide": {"notify": said[row.notify], "reason": row.notify_reason},
        "notified": {
            "on": row.notified_at, "reference": row.notification, "late_reason": row.late_reason,
        },
        "informed": {
            "inform": said[row.inform], "text": row.inform_text, "on": row.informed_at,
        },
    }  # fmt: skip
    return DescribeForm.values_of(row) if name == "describe" else known.get(name, {})


def page(
    request: HttpRequest, row: Breach, refused: dict[str, forms.Form] | None = None
) -> HttpResponse:
    """The page of a violation; `refused` are the forms that come back, by name."""
    shown = {
        name: (refused or {}).get(name) or form(initial=_initial(name, row), prefix=name)
        for name, (form, _) in FORMS.items()
    }
    context = {
        "breach": row,
        "notes": row.notes.select_related("author"),
        "forms": shown,
        "opened": next(iter(refused or {}), ""),
        "changes": agent(request).has_perm(CHANGE),
        "settled": row.state not in UNSETTLED,
        "paths": {name: to in PATHS[BreachState(row.state)] for name, to in MOVES.items()},
        "lacks": doors.what_lacks(row),
        "trail": [
            {"url": reverse("crm_breaches"), "label": "Violations de données"},
            {"url": "", "label": str(row)},
        ],
        "desk_icon": "warning",
    }
    status = 422 if refused else 200
    return render(request, "crm_compliance/breach.html", context, status=status)


def _act(
    request: HttpRequest, pk: int, name: str, act: Callable[[Breach, Any], object], told: str
) -> HttpResponse:
    """Do what a form of the page asks, then come back to it."""
    row = get_object_or_404(Breach.objects.select_related("reported_by"), pk=pk)
    made, beside = FORMS[name]
    form = made(request.POST, prefix=name)
    if form.is_valid():
        try:
            act(row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(beside, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_breach", row.pk)
    return page(request, row, {name: form})


@require_POST
@needs(READ, CHANGE)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    user = agent(request)
    return _act(
        request, pk, "describe", lambda row, told: doors.describe(row, told, by=user),
        "C’est enregistré.",
    )  # fmt: skip


@require_POST
@needs(READ, CHANGE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    user = agent(request)
    return _act(
        request, pk, "decide", lambda row, told: doors.decide(row, **told, by=user),
        "La décision est enregistrée.",
    )  # fmt: skip


@require_POST
@needs(READ, CHANGE)
def notified(request: HttpRequest, pk: int) -> HttpResponse:
    user = agent(request)
    return _act(
        request, pk, "notified", lambda row, told: doors.note_notified(row, **told, by=user),
        "La notification est notée.",
    )  # fmt: skip


@require_POST
@needs(READ, CHANGE)
def informed(request: HttpRequest, pk: int) -> HttpResponse:
    user = agent(request)
    return _act(
        request, pk, "informed", lambda row, told: doors.note_informed(row, **told, by=user),
        "C’est noté.",
    )  # fmt: skip


@require_POST
@needs(READ, CHANGE)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    user = agent(request)
    return _act(
        request, pk, "note", lambda row, told: doors.add_note(row, **told, by=user),
        "La note est ajoutée.",
    )  # fmt: skip


@require_POST
@needs(READ, CHANGE)
def move(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    user = agent(request)
    if to not in MOVES:
        raise Http404
    return _act(
        request, pk, "move", lambda row, told: doors.move(row, MOVES[to], **told, by=user),
        f"La violation est {MOVES[to].label}.",
    )  # fmt: skip
