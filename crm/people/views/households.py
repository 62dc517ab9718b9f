from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from crm.consents.models import Purpose
from crm.journal.refusal import Refused
from crm.people.children import agree_for, told
from crm.people.duplicates import Likeness, look_alikes
from crm.people.forms_homes import (
    AdultForm,
    ChildConsentForm,
    DwellingForm,
    LeaveForm,
    NewMinorForm,
)
from crm.people.homes import join_household, leave_household, make_reference, note_dwelling_need
from crm.people.models import Household, HouseholdMember, MemberRole, Person
from crm.people.services import Minor, current_membership, household_of, open_file
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .identity import trail_of
from .moved import kept_in_place_of, moved

RIGHTS = ("crm_people.read_file", "crm_people.change_person")
FORMS: dict[str, type[forms.Form]] = {
    "adult": AdultForm,
    "minor": NewMinorForm,
    "dwelling": DwellingForm,
}


@needs(*RIGHTS)
@opens("crm_people.person", "pk")
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """Who lives with somebody, and what dwelling they look for. Each form posts its `act`.

    An adult who looks like a known file is a question: `onto` names that file, `anyway` opens another.
    """
    if kept := kept_in_place_of(pk):
        return moved(request, "crm_household", kept)
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    act = request.POST.get("act", "")
    if request.method != "POST" or act not in FORMS:
        return _show(request, person)
    form = FORMS[act](request.POST, auto_id=f"{act}-%s")
    alike: list[Likeness] = []
    if form.is_valid():
        if isinstance(form, AdultForm):
            alike = _alike(request, person, form)
        if not alike and (told := _done(request, person, act, form)):
            messages.success(request, told)
            return redirect("crm_household", person.pk)
    return _show(request, person, {act: form}, alike=alike)


def _done(request: HttpRequest, person: Person, act: str, form: forms.Form) -> str:
    """Return the sentence to show, "" when the rules say no."""
    try:
        return ACTS[act](person, form, agent(request))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return ""


def _alike(request: HttpRequest, person: Person, form: AdultForm) -> list[Likeness]:
    if number := request.POST.get("onto", ""):
        form.person = get_object_or_404(Person.objects.alive(), file_number=number)
    if form.person is not None or "anyway" in request.POST:
        return []
    names = ("first_name", "last_name", "email", "phone")
    return look_alikes(**{name: form.cleaned_data[name] for name in names}, but=person)


def _show(
    request: HttpRequest,
    person: Person,
    refused: dict[str, forms.Form] | None = None,
    *,
    alike: list[Likeness] | None = None,
    leaving: dict[int, forms.Form] | None = None,
    agreeing: dict[int, forms.Form] | None = None,
) -> HttpResponse:
    membership = current_membership(person)
    home = membership.household if membership else None
    drawn = {
        name: form(auto_id=f"{name}-%s", initial=needs_of(home) if name == "dwelling" else None)
        for name, form in FORMS.items()
    } | (refused or {})
    rows = list(home.members.select_related("person")) if home else []
    children = told(home) if home else {}
    rows.sort(key=lambda row: row.role != MemberRole.REFERENCE)
    context = {
        "person": person,
        "home": home,
        "members": [
            {
                "member": row,
                "form": (leaving or {}).get(row.pk) or LeaveForm(auto_id=f"leave-{row.pk}-%s"),
                "said": children.get(row.pk, []),
                "agree": _agree_form(request, row, agreeing or {}),
            }
            for row in rows
            if row.ends_on is None
        ],
        "gone": [row for row in rows if row.ends_on is not None],
        "alike": alike or [],
        "trail": trail_of(person, "Foyer"),
        **{f"{name}_form": form for name, form in drawn.items()},
    }
    status = 422 if refused or leaving or agreeing else 200
    return render(request, "crm_people/household.html", context, status=status)


def _agree_form(
    request: HttpRequest, row: HouseholdMember, refused: dict[int, forms.Form]
) -> forms.Form | None:
    """What an adult says about showing a child, for those who may note an agreement."""
    if row.person_id is not None or not agent(request).has_perm("crm_consents.add_consent"):
        return None
    return refused.get(row.pk) or ChildConsentForm(child=row, auto_id=f"agree-{row.pk}-%s")


def needs_of(home: Household | None) -> dict[str, Any] | None:
    names = ("rooms_wanted", "rent_max", "wanted_from")
    return {name: getattr(home, name) for name in names} if home else None


@transaction.atomic
def _add_adult(person: Person, form: AdultForm, by: User) -> str:
    told = form.cleaned_data
    adult = form.person or open_file(form.identity(beside=person), by=by)
    join_household(person, adult, on=told["on"], moving=told["moving"], by=by)
    return f"{adult} est dans le foyer, dossier {adult.file_number}."


def _add_minor(person: Person, form: NewMinorForm, by: User) -> str:
    told = form.cleaned_data
    minor = Minor(told["birth_year"], told["school_level"])
    join_household(person, minor, on=told["on"], by=by)
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


def _member(pk: int, member: int) -> tuple[Person, HouseholdMember]:
    """Somebody who lives, or lived, in the household of this person, or 404."""
    person = get_object_or_404(Person.objects.alive(), pk=pk)
    mine = current_membership(person)
    row = get_object_or_404(
        HouseholdMember.objects.select_related("person"),
        pk=member,
        household=mine.household_id if mine else None,
    )
    return person, row


@require_POST
@needs(*RIGHTS)
def leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End the membership of somebody who lives in the household of this person."""
    person, row = _member(pk, member)
    form = LeaveForm(request.POST, auto_id=f"leave-{row.pk}-%s")
    if form.is_valid():
        try:
            leave_household(row, on=form.cleaned_data["on"], by=agent(request))
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"Sortie du foyer notée : {row}.")
            return redirect("crm_household", person.pk)
    return _show(request, person, leaving={row.pk: form})


@require_POST
@needs(*RIGHTS, "crm_consents.add_consent")
def child_consent(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Note what an adult of the household says about showing a child of it."""
    person, row = _member(pk, member)
    form = ChildConsentForm(request.POST, child=row, auto_id=f"agree-{row.pk}-%s")
    if form.is_valid():
        said = form.cleaned_data
        purpose = Purpose(said.pop("purpose"))
        try:
            agree_for(row, said.pop("adult"), purpose, **said, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Noté : {purpose.label} de l’enfant.")
            return redirect("crm_household", person.pk)
    return _show(request, person, agreeing={row.pk: form})


@require_POST
@needs(*RIGHTS)
def reference(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Make an adult of the household the one who answers for it."""
    person, row = _member(pk, member)
    try:
        make_reference(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row} est l’adulte référent du foyer.")
    return redirect("crm_household", person.pk)
