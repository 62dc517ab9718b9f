from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.journal.refusal import Refused
from crm.people.editing import correct_identity
from crm.people.forms import ContactForm, CorrectionForm, IdentityForm
from crm.people.models import Person
from crm.registers.access import needs
from crm.registers.opening import opens

from .moved import kept_in_place_of, moved

RIGHTS = ("crm_people.read_file", "crm_people.change_person")


def trail_of(person: Person, label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_search"), "label": "Personnes"},
        {"url": reverse("crm_person", args=[person.pk]), "label": str(person)},
        {"url": "", "label": label},
    ]


@needs(*RIGHTS)
@opens("crm_people.person", "pk")
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
    return show_editing(request, person, Contacts(), form)


@dataclass(frozen=True)
class Contacts:
    """What was typed about contact points and refused: a new one, corrections and last ways by id."""

    new: ContactForm | None = None
    corrections: dict[int, CorrectionForm] = field(default_factory=dict)
    last: dict[int, str] = field(default_factory=dict)


def show_editing(
    request: HttpRequest, person: Person, contacts: Contacts, form: IdentityForm | None = None
) -> HttpResponse:
    known = form or IdentityForm(initial=IdentityForm.values_of(person), kept=person.commune)
    points = [
        {
            "point": point,
            "last": contacts.last.get(point.pk, ""),
            "form": contacts.corrections.get(point.pk)
            or CorrectionForm(
                kind=point.kind, initial={"value": str(point)}, auto_id=f"point-{point.pk}-%s"
            ),
        }
        for point in person.contact_points.all()
    ]
    context = {
        "person": person,
        "form": known,
        "contact_form": contacts.new or ContactForm(auto_id="contact-%s"),
        "points": points,
        "trail": trail_of(person, "Modifier"),
    }
    refused = contacts != Contacts() or known.errors
    return render(request, "crm_people/edit.html", context, status=422 if refused else 200)
