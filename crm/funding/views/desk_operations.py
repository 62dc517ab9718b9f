"""The operations: what each one counts, how complete it is, and what is waited for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.funding import board as boards
from crm.funding.forms import FundForm, OperationForm
from crm.funding.gauge import amber_above, gauge_of, gauges, red_above
from crm.funding.models import Operation
from crm.funding.operations import keep_operation
from crm.funding.stays import attach
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens

A_PAGE = 25
TITLE = "Fonds européens"


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    named = [(reverse("crm_operations"), TITLE), *steps]
    return [{"url": url, "label": label} for url, label in named]


@needs("crm_funding.view_operation")
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    rows = list(Operation.objects.all())
    found = gauges(rows, day)
    context = {
        "trail": [{"url": "", "label": TITLE}],
        "operations": [(row, found[row.pk]) for row in rows],
        "waited": boards.counts(boards.waited_for(day), day),
    }
    return render(request, "crm_funding/desk/operations.html", context)


@needs("crm_funding.view_operation", "crm_funding.view_participation")
@require_safe
@opens("crm_funding.operation")
def operation(request: HttpRequest, pk: int) -> HttpResponse:
    return show_operation(request, get_object_or_404(Operation, pk=pk))


def show_operation(
    request: HttpRequest, row: Operation, refused: FundForm | None = None
) -> HttpResponse:
    day = timezone.localdate()
    rows = row.participations.select_related("person").order_by(
        "person__last_name", "person__first_name", "pk"
    )
    only = request.GET.get("seulement", "")
    if only == "incomplets":
        rows = rows.incomplete(day)
    user = agent(request)
    context = {
        "trail": trail(("", row.label)),
        "operation": row,
        "gauge": gauge_of(row, day),
        "amber": amber_above(),
        "red": red_above(),
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "only": only,
        "waited": boards.counts(boards.waited_for(day).filter(operation=row), day),
        "sessions": row.sessions.select_related("session__course").order_by("session__starts_on"),
        "transmissions": row.transmissions.select_related("by"),
        "fund_form": refused or FundForm(row)
        if user.has_perm("crm_funding.change_operation")
        else None,
        "today": day,
    }
    status = 422 if refused else 200
    return render(request, "crm_funding/desk/operation.html", context, status=status)


@needs("crm_funding.view_operation", "crm_funding.add_operation")
@require_http_methods(["GET", "HEAD", "POST"])
def new_operation(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@needs("crm_funding.view_operation", "crm_funding.change_operation")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_operation(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(Operation, pk=pk))


def _edit(request: HttpRequest, row: Operation | None) -> HttpResponse:
    form = OperationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        kept = keep_operation(form.instance, form.changed_data, by=agent(request))
        messages.success(request, f"Opération enregistrée : {kept.label}.")
        return redirect("crm_operation", kept.pk)
    heading = row.label if row else "Nouvelle opération"
    context = {
        "trail": trail(("", heading)),
        "heading": f"Modifier : {row.label}" if row else heading,
        "form": form,
        "back": reverse("crm_operation", args=[row.pk]) if row else reverse("crm_operations"),
    }
    return render(request, "crm_funding/desk/operation_edit.html", context)


@require_POST
@needs(
    "crm_funding.view_operation",
    "crm_funding.view_participation",
    "crm_funding.change_operation",
)
def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the operation pays for a session."""
    row = get_object_or_404(Operation, pk=pk)
    form = FundForm(row, request.POST)
    if form.is_valid():
        try:
            kept = attach(form.cleaned_data["session"], row, by=agent(request))
        except Refused as refusal:
            form.add_error("session", str(refusal))
        else:
            messages.success(request, f"Session rattachée : {kept.session}.")
            return redirect("crm_operation", pk)
    return show_operation(request, row, refused=form)


@needs("crm_funding.view_participation")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What is waited for: mine or everybody's, late, within seven days, within twenty-eight."""
    day = timezone.localdate()
    rows = boards.waited_for(day)
    mine = request.GET.get("qui", "") != "tous"
    if mine:
        rows = rows.of_advisor(agent(request).pk)
    if number := request.GET.get("operation", ""):
        rows = (
            rows.filter(operation=int(number)) if number.isdecimal() and len(number) < 10 else rows
        )
    bucket = request.GET.get("quand", "")
    shown = Paginator(boards.in_bucket(rows, bucket, day), A_PAGE).get_page(request.GET.get("page"))
    counts = boards.counts(rows, day)
    context: dict[str, Any] = {
        "trail": trail(("", "Échéances")),
        "mine": mine,
        "bucket": bucket if bucket in boards.LABELS else "",
        "buckets": [(code, label, counts[code]) for code, label in boards.LABELS.items()],
        "labels": boards.LABELS,
        "total": sum(counts.values()),
        "pages": shown,
        "lines": boards.lines(list(shown), day),
        "who": "moi" if mine else "tous",
        "number": number if number.isdecimal() else "",
    }
    return render(request, "crm_funding/desk/board.html", context)
