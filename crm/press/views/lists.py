"""The press lists: written down, and who is in each of them today."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.press import lists as doors
from crm.press.forms import ListForm
from crm.press.models import PressContact, PressList
from crm.registers.access import agent, needs

from .shared import VIEW, trail_of


@needs(VIEW)
def lists(request: HttpRequest) -> HttpResponse:
    rows = PressList.objects.counted().prefetch_related("beats")
    context = {"rows": rows, "trail": trail_of("Listes"), "desk_icon": "openquote"}
    return render(request, "crm_press/desk/lists.html", context)


@needs(VIEW)
def press_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in a list today, and who of them may be written to."""
    row = get_object_or_404(PressList.objects.prefetch_related("beats"), pk=pk)
    people = PressContact.objects.filter(doors.members([row])).select_related("organisation")
    rows = list(people.order_by("name_key", "pk"))
    context = {
        "list": row,
        "rows": rows,
        "reached": sum(contact.may_be_written_to for contact in rows),
        "trail": trail_of(row.name, ("Listes", reverse("crm_press_lists"))),
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/list.html", context)


@needs(VIEW, "crm_press.change_presslist")
def new_list(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(VIEW, "crm_press.change_presslist")
def edit_list(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(PressList, pk=pk))


def _form(request: HttpRequest, row: PressList | None) -> HttpResponse:
    form = ListForm(request.POST or None, initial=ListForm.values_of(row) if row else None)
    if form.is_valid():
        try:
            saved = doors.save_list(form.sheet(), row, by=agent(request))
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"La liste «\u00a0{saved}\u00a0» est à jour.")
            return redirect("crm_press_list", saved.pk)
    context = {
        "form": form,
        "heading": f"Modifier «\u00a0{row}\u00a0»" if row else "Nouvelle liste",
        "back": reverse("crm_press_lists"),
        "trail": trail_of(
            "Modifier" if row else "Nouvelle", ("Listes", reverse("crm_press_lists"))
        ),
        "desk_icon": "openquote",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_press/desk/form.html", context, status=status)


@require_POST
@needs(VIEW, "crm_press.change_presslist")
def delete_list(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PressList, pk=pk)
    try:
        doors.delete_list(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_press_list", pk)
    messages.success(
        request, f"La liste «\u00a0{row}\u00a0» est supprimée\u00a0; ses contacts restent."
    )
    return redirect("crm_press_lists")
