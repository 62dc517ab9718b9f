from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.people.editing import leave_household, note_dwelling_need
from crm.people.forms import AdultForm, DwellingForm, MinorForm
from crm.people.models import Household, HouseholdMember, Person
from crm.people.services import (
    Identity,
    Minor,
    current_membership,
    household_of,
    open_file,
)
from crm.registers.access import needs

from .identity import trail_of
from .moved import kept_in_place_of, moved

RIGHTS = ("crm_people.read_file", "crm_people.change_person")
FORMS: dict[str, type[forms.Form]] = {
    "adult": AdultForm,
    "minor": MinorForm,
    "dwelling": DwellingForm,
}


@needs(*RIGHTS)
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """Who lives with somebody, and what dwelling they look for. Each form posts its `act`."""
    if kept := kept_in_place_of(pk):
        return moved(request, "crm_household", kept)
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    membership = current_membership(person)
    home = membership.household if membership else None
    drawn: dict[str, forms.Form] = {
        name: form(auto_id=f"{name}-%s", initial=needs_of(home) if name == "dwelling" else None)
        for name, form in FORMS.items()
    }
    act = request.POST.get("act", "")
    if request.method == "POST" and act in FORMS:
        drawn[act] = form = FORMS[act](request.POST, auto_id=f"{act}-%s")
        if form.is_valid():
            try:
                told = ACTS[act](person, form, cast("User", request.user))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, told)
                return redirect("crm_household", person.pk)
    members = home.members.filter(ends_on__isnull=True).select_related("person") if home else []
    context = {
        "person": person,
        "home": home,
        "members": members,
        "trail": trail_of(person, "Foyer"),
        **{f"{name}_form": form for name, form in drawn.items()},
    }
    refused = any(form.is_bound for form in drawn.values())
    return render(request, "crm_people/household.html", context, status=422 if refused else 200)


def needs_of(home: Household | None) -> dict[str, Any] | None:
    names = ("rooms_wanted", "rent_max", "wanted_from")
    return {name: getattr(home, name) for name in names} if home else None


@transaction.atomic
def _add_adult(person: Person, form: AdultForm, by: User) -> str:
    told = form.cleaned_data
    adult = form.person or open_file(
        Identity(
            last_name=told["last_name"],
            first_name=told["first_name"],
            email=told["email"],
            phone=told["phone"],
            commune=person.commune,
            country=person.country,
        ),
        by=by,
    )
    if adult.pk == person.pk:
        raise Refused("C’est le dossier de cette personne.")
    household_of(person, adults=[adult], by=by)
    return f"{adult} est dans le foyer, dossier {adult.file_number}."


def _add_minor(person: Person, form: MinorForm, by: User) -> str:
    household_of(person, minors=[Minor(**form.cleaned_data)], by=by)
    return "Enfant ajouté au foyer."


@transaction.atomic
def _note_dwelling(person: Person, form: DwellingForm, by: User) -> str:
    note_dwelling_need(household_of(person, by=by), **form.cleaned_data, by=by)
    return "Besoin de logement noté."


ACTS: dict[str, Callable[[Person, Any, User], str]] = {
    "adult": _add_adult,
    "minor": _add_minor,
    "dwelling": _note_dwelling,
}


@require_POST
@needs(*RIGHTS)
def leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End the membership of somebody who lives in the household of this person."""
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    mine = current_membership(person)
    row = get_object_or_404(
        HouseholdMember, pk=member, household=mine.household_id if mine else None
    )
    try:
        leave_household(row, by=cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Sortie du foyer notée : {row}.")
    return redirect("crm_household", person.pk)
