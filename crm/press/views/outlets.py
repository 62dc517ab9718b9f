"""Media and beats."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.organisations.models import Organisation, OrganisationKind
from crm.press import outlets as doors
from crm.press.forms import BeatForm, OutletForm
from crm.press.models import Beat, Outlet
from crm.press.outlets import OutletSheet
from crm.registers.access import agent, needs

from .shared import VIEW, trail_of


@needs(VIEW)
def outlets(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": doors.media(),
        "trail": trail_of("Médias"),
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/outlets.html", context)


@needs(VIEW, "crm_press.change_outlet")
def new_outlet(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(VIEW, "crm_press.change_outlet")
def edit_outlet(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Organisation.objects.filter(kind=OrganisationKind.MEDIA).select_related("outlet")
    return _form(request, get_object_or_404(rows, pk=pk))


def _form(request: HttpRequest, row: Organisation | None) -> HttpResponse:
    form = OutletForm(request.POST or None, initial=_known(row))
    if form.is_valid():
        try:
            saved = doors.save_outlet(OutletSheet(**form.cleaned_data), row, by=agent(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{saved} est à jour.")
            return redirect("crm_press_outlets")
    heading = f"Modifier {row}" if row else "Nouveau média"
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("crm_press_outlets"),
        "trail": trail_of(
            "Modifier" if row else "Nouveau", ("Médias", reverse("crm_press_outlets"))
        ),
        "desk_icon": "openquote",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_press/desk/form.html", context, status=status)


def _known(row: Organisation | None) -> dict[str, str]:
    if row is None:
        return {}
    outlet = getattr(row, "outlet", None) or Outlet()
    own = {"kind": outlet.kind, "rhythm": outlet.rhythm, "area": outlet.area}
    phone = row.phone_words if row.phone else ""
    return {"name": row.name, "email": row.email, "phone": phone, "web": row.web} | own


@needs(VIEW)
def beats(request: HttpRequest) -> HttpResponse:
    """The beats, and adding one for those who may."""
    form = BeatForm(request.POST or None)
    if request.method == "POST":
        return _add_beat(request, form)
    return _show_beats(request, form)


@needs("crm_press.change_beat")
def _add_beat(request: HttpRequest, form: BeatForm) -> HttpResponse:
    if form.is_valid():
        name = form.cleaned_data["name"]
        if Beat.objects.filter(name__iexact=name).exists():
            form.add_error("name", "Cette rubrique existe déjà.")
        else:
            row = Beat.objects.create(name=name)
            record(Action.CREATED, row, by=agent(request))
            messages.success(request, f"La rubrique «\u00a0{row}\u00a0» est ajoutée.")
            return redirect("crm_press_beats")
    return _show_beats(request, form)


def _show_beats(request: HttpRequest, form: BeatForm) -> HttpResponse:
    context = {
        "rows": Beat.objects.annotate(people=Count("contacts")).order_by("order", "name"),
        "form": form,
        "trail": trail_of("Rubriques", ("Listes", reverse("crm_press_lists"))),
        "desk_icon": "openquote",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_press/desk/beats.html", context, status=status)
