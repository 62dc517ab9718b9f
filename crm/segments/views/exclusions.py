"""Exclusion lists at the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.segments import exclusions as doors
from crm.segments.forms_campaigns import ExcludeForm, ListForm
from crm.segments.models import Excluded, ExclusionList
from crm.segments.seeing import SEES

READ = (*SEES, "crm_segments.view_exclusionlist")
WRITE = (*READ, "crm_segments.change_exclusionlist")
A_PAGE = 50


@needs(*READ)
def lists(request: HttpRequest) -> HttpResponse:
    """Every list with how many it holds; a new one is opened here."""
    may = agent(request).has_perm("crm_segments.add_exclusionlist")
    form = ListForm(
        request.POST if request.method == "POST" and may else None, initial={"always": True}
    )
    if form.is_valid():
        try:
            row = doors.open_list(**form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("crm_exclusion_list", row.pk)
    context = {
        "rows": ExclusionList.objects.annotate(held=Count("entries")),
        "form": form,
        "may": may,
        "trail": [
            {"url": reverse("crm_segments"), "label": "Segments"},
            {"url": "", "label": "Listes d’exclusion"},
        ],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_segments/exclusions.html", context, status=status)


@needs(*READ)
@opens("crm_segments.exclusionlist")
def one_list(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(ExclusionList, pk=pk))


def _show(
    request: HttpRequest,
    row: ExclusionList,
    *,
    put: ExcludeForm | None = None,
    form: ListForm | None = None,
) -> HttpResponse:
    entries = row.entries.on(timezone.localdate()).select_related("person", "added_by")
    held = {"name": row.name, "why": row.why, "always": row.always}
    context = {
        "list": row,
        "pages": Paginator(entries, A_PAGE).get_page(request.GET.get("page")),
        "put": put or ExcludeForm(),
        "form": form or ListForm(initial=held, auto_id="list-%s"),
        "may": agent(request).has_perms(WRITE),
        "months": settings.SEGMENTS["address_months"],
        "trail": [
            {"url": reverse("crm_segments"), "label": "Segments"},
            {"url": reverse("crm_exclusions"), "label": "Listes d’exclusion"},
            {"url": "", "label": row.name},
        ],
    }
    status = 422 if put or form else 200
    return render(request, "crm_segments/exclusion_list.html", context, status=status)


@require_POST
@needs(*WRITE)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ExclusionList, pk=pk)
    form = ExcludeForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            doors.put(row, told["typed"], until=told["until"], by=agent(request))
        except Refused as refusal:
            form.add_error("until" if "date" in str(refusal) else "typed", str(refusal))
        else:
            messages.success(request, "Ajouté à la liste.")
            return redirect("crm_exclusion_list", row.pk)
    return _show(request, row, put=form)


@require_POST
@needs(*WRITE)
def take_off(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    found = get_object_or_404(Excluded, pk=entry, list=pk)
    doors.take_off(found, by=agent(request))
    messages.success(request, "Ôté de la liste.")
    return redirect("crm_exclusion_list", pk)


@require_POST
@needs(*WRITE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ExclusionList, pk=pk)
    form = ListForm(request.POST, auto_id="list-%s")
    if form.is_valid():
        try:
            doors.change_list(row, **form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Liste enregistrée.")
            return redirect("crm_exclusion_list", row.pk)
    return _show(request, row, form=form)


@require_POST
@needs(*WRITE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ExclusionList, pk=pk)
    try:
        doors.close_list(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_exclusion_list", row.pk)
    messages.success(request, f"Liste « {row.name} » supprimée.")
    return redirect("crm_exclusions")
