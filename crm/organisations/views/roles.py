"""What links people to organisations, from the file of one and from the sheet of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.views.acting import answer, living
from crm.organisations.forms import EndForm, OrganisationOfForm, PersonOfForm
from crm.organisations.models import Role
from crm.organisations.services import end_role, link_person, make_primary, unlink
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over

from .organisations import found, show_sheet

WRITE = ("crm_people.read_file", "crm_organisations.change_organisation")


@require_POST
@needs(*WRITE)
def link_from_file(request: HttpRequest, pk: int) -> HttpResponse:
    person = living(pk)
    form = OrganisationOfForm(request.POST, auto_id="role-%s")

    def act(told: dict[str, Any]) -> str:
        row = told["organisation"]
        link_person(person, row, **form.answers(), by=agent(request))
        return f"Lien noté avec {row}."

    return answer(request, person, "role", form, act)


@require_POST
@needs(*WRITE)
def link_from_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = found(pk)
    form = PersonOfForm(request.POST, auto_id="role-%s")
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            link_person(person, organisation, **form.answers(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, person, by=agent(request))
            messages.success(request, f"{person} est reliée à {organisation}.")
            return redirect("crm_organisation", organisation.pk)
    return show_sheet(request, organisation, form)


def _role(pk: int, **known: int) -> Role:
    rows = Role.objects.select_related("person__commune", "organisation__commune")
    return get_object_or_404(
        rows, pk=pk, person__merged_into__isnull=True, person__anonymised_at__isnull=True, **known
    )


@require_POST
@needs(*WRITE)
def change_from_file(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """Do to a link of somebody what the button says: `act`."""
    row = _role(role, person=pk)
    key = f"role-end-{row.pk}"
    form, door = _asked(request, row)
    return answer(request, row.person, key, form, door)


@require_POST
@needs(*WRITE)
def end_from_sheet(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    """End a link, where the organisation is read."""
    row = _role(role, organisation=pk)
    form = EndForm(request.POST, auto_id=f"role-end-{row.pk}-%s")
    if form.is_valid():
        try:
            end_role(row, on=form.cleaned_data["on"], by=agent(request))
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"Lien terminé : {row.person}.")
            return redirect("crm_organisation", pk)
    return show_sheet(request, row.organisation, ending={row.pk: form})


def _asked(request: HttpRequest, row: Role) -> tuple[Form, Callable[[dict[str, Any]], str]]:
    """The form and the door of a button of the file."""
    by = agent(request)

    def end(told: dict[str, Any]) -> str:
        end_role(row, on=told["on"], by=by)
        return f"Lien terminé avec {row.organisation}."

    def first(told: dict[str, Any]) -> str:
        make_primary(row, by=by)
        return f"{row.organisation} est le lien principal."

    def drop(told: dict[str, Any]) -> str:
        unlink(row, by=by)
        return f"Lien retiré : {row.organisation}."

    doors = {"first": first, "drop": drop}
    act = request.POST.get("act", "end")
    if act == "end":
        return EndForm(request.POST, auto_id=f"role-end-{row.pk}-%s"), end
    if act not in doors:
        raise Http404
    return Form(request.POST), doors[act]
