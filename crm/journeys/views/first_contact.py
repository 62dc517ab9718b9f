"""The screen of a first contact, and the look-alikes that it warns of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.first_contact import welcome
from crm.journeys.forms.first_contact import MINORS, FirstContactForm
from crm.journeys.models import Journey
from crm.people.duplicates import Likeness, look_alikes
from crm.people.models import Person
from crm.people.services import Minor
from crm.registers.access import needs
from crm.registers.careful import note_passing_over
from territory.origin import origin_of

RIGHTS = ("crm_people.read_file", "crm_people.add_person")


@dataclass(frozen=True)
class Origin:
    """What a room above knows before the screen opens.

    known  what the form is filled with
    page   path of the page from which they wrote
    code   what its address said of where they come from
    lead   a sentence under the title
    then   called with the journey in the same transaction; may raise Refused
    trail  breadcrumbs
    """

    known: dict[str, Any] = field(default_factory=dict)
    page: str = ""
    code: str = ""
    lead: str = ""
    then: Callable[[Journey], None] | None = None
    trail: tuple[dict[str, str], ...] = ({"url": "", "label": "Premier contact"},)


@needs(*RIGHTS)
def first_contact(request: HttpRequest) -> HttpResponse:
    """Log a first call, mail or visit."""
    return contact_screen(request, Origin())


def contact_screen(request: HttpRequest, origin: Origin) -> HttpResponse:
    """The screen, for a view guarded by RIGHTS. Somebody alike is a question, never a refusal.

    The button says what to do: `lookup` finds the communes, `onto` logs on a known file,
    `anyway` opens a new one all the same.
    """
    looking = "lookup" in request.POST
    form = (
        FirstContactForm(initial=request.POST.dict())
        if looking
        else FirstContactForm(request.POST or None, initial=origin.known)
    )
    minors = MINORS(request.POST or None, prefix="minors")
    alike: list[Likeness] = []
    if form.is_valid() and minors.is_valid():
        onto = _onto(request)
        alike = [] if onto or "anyway" in request.POST else _alike(form)
        if not alike and (done := _write(request, form, minors, onto, origin)):
            return done
    context = {
        "form": form,
        "minors": minors,
        "alike": alike,
        "origin": _origin(form),
        "lead": origin.lead,
        "trail": list(origin.trail),
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_journeys/first_contact.html", context, status=status)


def _onto(request: HttpRequest) -> Person | None:
    number = request.POST.get("onto", "")
    return get_object_or_404(Person.objects.alive(), file_number=number) if number else None


def _alike(form: FirstContactForm) -> list[Likeness]:
    told = form.cleaned_data
    names = ("first_name", "last_name", "email", "phone", "birth_year")
    return look_alikes(**{name: told[name] for name in names})


def _write(
    request: HttpRequest, form: FirstContactForm, minors: Any, onto: Person | None, origin: Origin
) -> HttpResponse | None:
    children = [Minor(**row.cleaned_data) for row in minors if row.cleaned_data]
    try:
        with transaction.atomic():
            contact = form.contact(children, origin.page, origin.code)
            journey = welcome(contact, by=user_of(request), onto=onto)
            note_passing_over(form, journey.person, by=user_of(request))
            if origin.then:
                origin.then(journey)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    person = journey.person
    opened = "Consigné au" if onto else "Ouvert : le"
    messages.success(request, f"{opened} dossier {person.file_number} de {person}.")
    return redirect("crm_person", person.pk)


def _origin(form: FirstContactForm) -> str:
    """The origin that the file will carry, "" while the place is not known."""
    known = list(form.known.values())
    commune = form.known.get(form["commune"].value() or "") or (
        known[0] if len(known) == 1 else None
    )
    country = form["country"].value() or ""
    if commune is None and country == "FR":
        return ""
    return str(origin_of(commune, country).label)


class LookForm(forms.Form):
    """What the screen asks while one types."""

    first_name = forms.CharField(max_length=80, required=False)
    last_name = forms.CharField(max_length=80, required=False)
    email = forms.CharField(max_length=254, required=False)
    phone = forms.CharField(max_length=30, required=False)


@require_POST
@needs(*RIGHTS)
def alike(request: HttpRequest) -> JsonResponse:
    """Files that look like what is being typed. A POST: names stay out of addresses and logs.

    {"alike": [{"name": "Claire Montaigu", "number": "2010-0391", "commune": "Lyon",
    "reason": "A déjà le même téléphone.", "url": "/admin/…"}]}
    """
    form = LookForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"alike": []})
    found = look_alikes(**form.cleaned_data)
    return JsonResponse(
        {
            "alike": [
                {
                    "name": str(likeness.person),
                    "number": likeness.person.file_number,
                    "commune": str(likeness.person.commune or ""),
                    "reason": likeness.reason,
                    "url": reverse("crm_person", args=[likeness.person.pk]),
                }
                for likeness in found
            ]
        }
    )
