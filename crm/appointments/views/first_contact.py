"""The file of somebody new, from what they wrote when they booked: nothing is typed again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from crm.appointments import outcomes
from crm.appointments.days import CHANGE
from crm.appointments.models import AppointmentParty, Place
from crm.journeys.models import Journey
from crm.journeys.origins import known_from
from crm.journeys.views.first_contact import RIGHTS, Origin, contact_screen
from crm.people.forms import COUNTRIES
from crm.registers.access import agent, needs
from territory.models import Postcode

from .desk import found
from .gestures import party_of


@needs(*CHANGE, *RIGHTS)
def open_file(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """The screen of a first contact, filled in."""
    row = found(pk)
    household = party_of(row, party)
    if household.person_id or household.forgotten:
        messages.error(request, "Ce rendez-vous est déjà rattaché à un dossier.")
        return redirect("crm_appointment", row.pk)

    def then(journey: Journey) -> None:
        outcomes.attach(household, journey.person, by=agent(request))

    here = reverse("crm_appointment", args=[row.pk])
    origin = Origin(
        known=known_of(household),
        code=household.origin,
        lead=f"Pré-rempli d’après ce que {household.said.name} a écrit en prenant "
        "rendez-vous\N{NO-BREAK SPACE}: "
        "relisez, complétez, ouvrez le dossier.",
        then=then,
        trail=(
            {"url": reverse("crm_appointments"), "label": "Rendez-vous"},
            {"url": here, "label": str(row.reason)},
            {"url": "", "label": "Premier contact"},
        ),
    )
    return contact_screen(request, origin)


def known_of(party: AppointmentParty) -> dict[str, Any]:
    said = party.said
    code = Postcode.objects.filter(commune=said.commune).values_list("code", flat=True).first()
    listed = said.country in {value for value, _ in COUNTRIES}
    by_phone = party.appointment.place == Place.PHONE or not said.email
    return known_from(party.origin) | {
        "way": "mail",
        "first_name": said.first_name,
        "last_name": said.last_name,
        "email": said.email,
        "phone": said.number,
        "preferred_channel": "phone" if by_phone else "email",
        "postcode": code or "",
        "commune": said.commune,
        "country": said.country if listed else "ZZ",
        "text": said.words,
    }
