"""The ways to reach somebody, on the screen where their file is edited."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.people.duplicates import look_alikes
from crm.people.forms import ContactForm, CorrectionForm
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.reaching import (
    LastWay,
    contact_fails,
    correct_contact,
    drop_contact,
    make_primary,
    note_contact,
    verify_contact,
)
from crm.registers.access import agent, needs

from .identity import RIGHTS, Contacts, show_editing


@require_POST
@needs(*RIGHTS)
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.alive().select_related("commune"), pk=pk)
    form = ContactForm(request.POST, auto_id="contact-%s")
    if form.is_valid():
        kind = ContactKind(form.cleaned_data["kind"])
        try:
            point = note_contact(person, kind, form.cleaned_data["value"], by=agent(request))
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, f"{point} est au dossier.")
            _say_who_shares(request, point)
            return redirect("crm_person_edit", person.pk)
    return show_editing(request, person, Contacts(new=form))


@require_POST
@needs(*RIGHTS)
def change_contact(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Do to a contact point what the button says: `act`."""
    row = get_object_or_404(
        ContactPoint.objects.select_related("person__commune"),
        pk=point,
        person=pk,
        person__merged_into__isnull=True,
        person__anonymised_at__isnull=True,
    )
    act = request.POST.get("act", "")
    if act == "correct":
        return _correct(request, row)
    if act == "drop":
        return _drop(request, row)
    if act in ACTS:
        told, door = ACTS[act]
        door(row, by=agent(request))
        messages.success(request, told.format(point=row))
    return redirect("crm_person_edit", pk)


ACTS: dict[str, tuple[str, Callable[..., None]]] = {
    "first": ("{point} sert désormais en premier.", make_primary),
    "verify": ("{point} est notée comme vérifiée.", verify_contact),
    "fails": ("{point} est notée en erreur.", contact_fails),
}


def _correct(request: HttpRequest, row: ContactPoint) -> HttpResponse:
    form = CorrectionForm(request.POST, kind=row.kind, auto_id=f"point-{row.pk}-%s")
    if form.is_valid():
        try:
            after = correct_contact(row, form.cleaned_data["value"], by=agent(request))
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, f"Coordonnée corrigée : {after}.")
            _say_who_shares(request, after)
            return redirect("crm_person_edit", row.person_id)
    return show_editing(request, row.person, Contacts(corrections={row.pk: form}))


def _drop(request: HttpRequest, row: ContactPoint) -> HttpResponse:
    try:
        drop_contact(row, by=agent(request), sure="sure" in request.POST)
    except LastWay as warning:
        return show_editing(request, row.person, Contacts(last={row.pk: str(warning)}))
    messages.success(request, "Coordonnée retirée.")
    return redirect("crm_person_edit", row.person_id)


def _say_who_shares(request: HttpRequest, point: ContactPoint) -> None:
    """A couple may share an address: it is said, never refused."""
    email = point.value if point.kind == ContactKind.EMAIL else ""
    phone = point.value if point.kind == ContactKind.PHONE else ""
    for likeness in look_alikes(email=email, phone=phone, but=point.person):
        other = likeness.person
        messages.warning(
            request,
            f"{other}, dossier n° {other.file_number}, a la même coordonnée : "
            "est-ce quelqu’un du même foyer, ou la même personne ?",
        )
