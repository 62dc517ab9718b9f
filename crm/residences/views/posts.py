"""Requests of the site that wait for a file: one screen each, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.journeys.refused_forms import form_for, keep
from crm.registers.access import agent, needs
from crm.registers.opening import note_reading
from crm.residences import posts
from crm.residences.forms_around import AttachForm
from crm.residences.models import PostState, Residence, ResidenceKind, ResidencePost
from territory.models import Commune

from .desk import READ, TRAIL

CHANGE = (*READ, "crm_residences.change_residence")


def found(pk: int) -> ResidencePost:
    return get_object_or_404(ResidencePost.objects.select_related("residence__person"), pk=pk)


@require_safe
@needs(*READ)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(request: HttpRequest, row: ResidencePost, status: int = 200) -> HttpResponse:
    person = row.residence.person_id if row.residence else None
    note_reading(row, agent(request), person)
    told = row.told
    context = {
        "post": row,
        "told": told,
        "kind": ResidenceKind(told.kind).label if told.kind else "",
        "place": Commune.objects.filter(pk=told.commune).first() if told.commune else None,
        "alike": posts.files_like(told) if row.state == PostState.NEW else [],
        "form": form_for(request, "attach", AttachForm),
        "trail": [
            TRAIL | {"url": reverse("crm_residences")},
            {"url": "", "label": str(row).capitalize()},
        ],
    }
    return render(request, "crm_residences/desk/post.html", context, status=status)


@require_POST
@needs(*CHANGE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a request in a file that is named by its number."""
    row = found(pk)
    form = AttachForm(request.POST, auto_id="attach-%s")
    if form.is_valid():
        try:
            residence = posts.file(row, form.cleaned_data["dossier"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _filed(request, residence)
    keep(request, "attach", form)
    return show(request, found(pk), status=422)


@require_POST
@needs(*CHANGE, "crm_people.add_person")
def open_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the file of somebody new from what they wrote."""
    row = found(pk)
    try:
        residence = posts.open_and_file(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_residence_post", row.pk)
    return _filed(request, residence)


def _filed(request: HttpRequest, residence: Residence) -> HttpResponse:
    messages.success(request, f"Demande rattachée au dossier de {residence.person}.")
    return redirect("crm_residence", residence.pk)


# Value of the button → what it does, and what is said of it.
STATES: dict[str, tuple[Callable[..., None], str]] = {
    "aside": (posts.set_aside, "Demande écartée. Vous pouvez encore la reprendre."),
    "back": (posts.take_back, "La demande est de nouveau à rattacher."),
}


@require_POST
@needs(*CHANGE)
def change_state(request: HttpRequest, pk: int, gesture: str) -> HttpResponse:
    if gesture not in STATES:
        raise Http404
    row = found(pk)
    do, told = STATES[gesture]
    try:
        do(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_residence_post", row.pk)
