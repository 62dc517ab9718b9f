"""The organisations: the list, a sheet, adding and correcting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.team import called
from crm.organisations.forms import EndForm, ListForm, OrganisationForm, PersonOfForm
from crm.organisations.models import Organisation, Role
from crm.organisations.services import add_organisation, correct_organisation, look_alikes
from crm.registers.access import agent, needs
from crm.registers.opening import opens

READ = ("crm_people.read_file", "crm_organisations.view_organisation")
A_PAGE = 50
LINES = 20


def trail_of(label: str, row: Organisation | None = None) -> list[dict[str, str]]:
    trail = [{"url": reverse("crm_organisations"), "label": "Organisations"}]
    if row is not None:
        trail.append({"url": reverse("crm_organisation", args=[row.pk]), "label": str(row)})
    return [*trail, {"url": "", "label": label}]


@needs(*READ)
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.GET, auto_id="filter-%s")
    form.is_valid()
    told = form.cleaned_data
    rows = Organisation.objects.matching(told.get("q") or "").with_people()
    if told.get("kind"):
        rows = rows.filter(kind=told["kind"])
    named = rows.select_related("commune").order_by("name_key", "pk")
    pages = Paginator(named, A_PAGE).get_page(told.get("page") or 1)
    context = {
        "filter": form,
        "pages": pages,
        "narrows": bool(told.get("q") or told.get("kind") or form.errors),
        "trail": [{"url": "", "label": "Organisations"}],
    }
    return render(request, "crm_organisations/list.html", context)


@needs(*READ)
@opens("crm_organisations.organisation")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return show_sheet(request, found(pk))


def found(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("commune"), pk=pk)


def show_sheet(
    request: HttpRequest,
    row: Organisation,
    form: PersonOfForm | None = None,
    ending: dict[int, EndForm] | None = None,
) -> HttpResponse:
    """The organisation, who is linked to it, those who were, and what was done to it."""
    roles = Role.objects.filter(
        organisation=row, person__anonymised_at__isnull=True, person__merged_into__isnull=True
    ).select_related("person__commune")
    lines = [
        {
            "role": role,
            "form": (ending or {}).get(role.pk) or EndForm(auto_id=f"role-end-{role.pk}-%s"),
        }
        for role in roles
        if role.ends_on is None
    ]
    context = {
        "organisation": row,
        "current": lines,
        "past": [role for role in roles if role.ends_on is not None],
        "form": form or PersonOfForm(auto_id="role-%s"),
        "history": _history(row),
        "trail": trail_of(str(row)),
    }
    status = 422 if form or ending else 200
    return render(request, "crm_organisations/sheet.html", context, status=status)


def _history(row: Organisation) -> list[dict[str, Any]]:
    entries = Entry.objects.about(row).select_related("actor").order_by("-at", "-pk")[:LINES]
    called_so = {field.name: str(field.verbose_name) for field in Organisation._meta.fields}
    return [
        {
            "at": entry.at,
            "what": "Ajoutée" if entry.action == Action.CREATED else "Corrigée",
            "fields": [called_so.get(name, name) for name in entry.fields],
            "by": called(entry.actor),
        }
        for entry in entries
    ]


@needs(*READ, "crm_organisations.add_organisation")
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation. One that looks like it is a question: `anyway` adds another all the same."""
    form = _form(request, None)
    alike: list[Organisation] = []
    if form.is_valid():
        alike = [] if "anyway" in request.POST else look_alikes(form.cleaned_data["name"])
        if not alike:
            try:
                row = add_organisation(**form.answers(), by=agent(request))
            except Refused as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, f"{row} est ajoutée.")
                return redirect("crm_organisation", row.pk)
    return _show_form(request, form, "Nouvelle organisation", trail_of("Nouvelle"), alike)


@needs(*READ, "crm_organisations.change_organisation")
def edit_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = _form(request, row)
    if form.is_valid():
        try:
            changed = correct_organisation(row, **form.answers(), by=agent(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Fiche corrigée." if changed else "Rien n’a changé.")
            return redirect("crm_organisation", row.pk)
    return _show_form(request, form, f"Modifier {row}", trail_of("Modifier", row))


def _form(request: HttpRequest, row: Organisation | None) -> OrganisationForm:
    """`lookup` only finds the communes of the postcode."""
    looking = "lookup" in request.POST
    known = OrganisationForm.values_of(row) if row else None
    return OrganisationForm(
        None if looking else request.POST or None,
        initial=request.POST.dict() if looking else known,
        kept=row.commune if row else None,
    )


def _show_form(
    request: HttpRequest,
    form: OrganisationForm,
    heading: str,
    trail: list[dict[str, str]],
    alike: list[Organisation] | None = None,
) -> HttpResponse:
    context = {"form": form, "heading": heading, "alike": alike or [], "trail": trail}
    status = 422 if form.is_bound else 200
    return render(request, "crm_organisations/edit.html", context, status=status)
