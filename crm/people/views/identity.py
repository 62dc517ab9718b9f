from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.people.editing import correct_identity, drop_contact, make_primary
from crm.people.forms import ContactForm, IdentityForm
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.services import add_contact
from crm.registers.access import needs

from .moved import kept_in_place_of, moved

RIGHTS = ("crm_people.read_file", "crm_people.change_person")


def trail_of(person: Person, label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_search"), "label": "Personnes"},
        {"url": reverse("crm_person", args=[person.pk]), "label": str(person)},
        {"url": "", "label": label},
    ]


@needs(*RIGHTS)
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Identity and home; the origin frozen at the opening of a journey does not follow."""
    if kept := kept_in_place_of(pk):
        return moved(request, "crm_person_edit", kept)
    person = get_object_or_404(Person.objects.alive().select_related("commune"), pk=pk)
    looking = "lookup" in request.POST
    form = IdentityForm(
        None if looking else request.POST or None,
        initial=request.POST.dict() if looking else IdentityForm.values_of(person),
        kept=person.commune,
    )
    if form.is_valid():
        answers = {name: value for name, value in form.cleaned_data.items() if name != "postcode"}
        try:
            changed = correct_identity(person, by=cast("User", request.user), **answers)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Fiche corrigée." if changed else "Rien n’a changé.")
            return redirect("crm_person", person.pk)
    return _show(request, person, form, ContactForm(auto_id="contact-%s"))


def _show(
    request: HttpRequest, person: Person, form: IdentityForm, contact_form: ContactForm
) -> HttpResponse:
    refused = (form.is_bound and form.errors) or (contact_form.is_bound and contact_form.errors)
    context = {
        "person": person,
        "form": form,
        "contact_form": contact_form,
        "points": person.contact_points.all(),
        "trail": trail_of(person, "Modifier"),
    }
    return render(request, "crm_people/edit.html", context, status=422 if refused else 200)


@require_POST
@needs(*RIGHTS)
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.alive().select_related("commune"), pk=pk)
    form = ContactForm(request.POST, auto_id="contact-%s")
    if form.is_valid():
        try:
            point = add_contact(
                person, ContactKind(form.cleaned_data["kind"]), form.cleaned_data["value"]
            )
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, f"{point} est au dossier.")
            return redirect("crm_person_edit", person.pk)
    known = IdentityForm(initial=IdentityForm.values_of(person), kept=person.commune)
    return _show(request, person, known, form)


@require_POST
@needs(*RIGHTS)
def change_contact(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Make a contact point the primary one, or take it away."""
    row = get_object_or_404(
        ContactPoint.objects.select_related("person"),
        pk=point,
        person=pk,
        person__merged_into__isnull=True,
        person__anonymised_at__isnull=True,
    )
    by = cast("User", request.user)
    if request.POST.get("act") == "drop":
        drop_contact(row, by=by)
        messages.success(request, "Coordonnée retirée.")
    else:
        make_primary(row, by=by)
        messages.success(request, f"{row} sert désormais en premier.")
    return redirect("crm_person_edit", pk)
