"""What one does with an appointment, a POST each. Refused, its screen comes back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.appointments import outcomes
from crm.appointments.contents import Said
from crm.appointments.days import CHANGE
from crm.appointments.forms.desk import AttachForm, CancelForm, HourForm, OutcomeForm, SeatForm
from crm.appointments.models import (
    Appointment,
    AppointmentParty,
    AppointmentState,
    BookedThrough,
)
from crm.appointments.moving import reschedule
from crm.appointments.rights import may_change
from crm.appointments.services import join
from crm.appointments.wishes import Guest, Wish, by_hand
from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.registers.access import agent, needs, refuse
from crm.registers.careful import CarefulForm, note_passing_over

from .desk import found, offered, search_of, show


def answer(
    request: HttpRequest,
    row: Appointment,
    key: str,
    form: Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Run `act` on what was typed; it returns the sentence to show."""
    if form.is_valid():
        try:
            with transaction.atomic():
                told = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            row = found(row.pk)
        else:
            messages.success(request, told)
            return redirect("crm_appointment", row.pk)
    keep(request, key, form)
    return show(request, row, status=422)


def mine(request: HttpRequest, pk: int) -> Appointment:
    """An appointment that the agent may change; a refusal is journalled."""
    row = found(pk)
    if not may_change(agent(request), row, timezone.now()):
        refuse(request, CHANGE)
    return row


def party_of(row: Appointment, pk: int) -> AppointmentParty:
    return get_object_or_404(row.parties.select_related("person", "appointment"), pk=pk)


@require_POST
@needs(*CHANGE)
def fill_in(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """One of the four outcomes of a household."""
    row = mine(request, pk)
    household = party_of(row, party)
    key = f"outcome-{household.pk}"
    begun = row.starts_at <= timezone.now()
    form = OutcomeForm(request.POST, auto_id=f"{key}-%s", begun=begun)

    def act(told: dict[str, Any]) -> str:
        outcome, note = AppointmentState(told["outcome"]), told["note"]
        if outcome in {AppointmentState.SEEN, AppointmentState.NO_SHOW}:
            outcomes.fill_in(household, outcome, note, by=agent(request))
        else:
            by_person = outcome == AppointmentState.BY_PERSON
            outcomes.cancel_party(household, by_person=by_person, note=note, by=agent(request))
        _note_words(form, household, request)
        return f"Noté pour {household.name}."

    return answer(request, row, key, form, act)


def _note_words(form: CarefulForm, party: AppointmentParty, request: HttpRequest) -> None:
    if party.person:
        note_passing_over(form, party.person, by=agent(request))


@require_POST
@needs(*CHANGE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """The team calls it off, for everybody who comes."""
    row = mine(request, pk)

    def act(told: dict[str, Any]) -> str:
        outcomes.cancel(row, told["reason"], by=agent(request))
        return "Rendez-vous annulé ; les personnes qui ont une adresse sont prévenues."

    return answer(request, row, "cancel", CancelForm(request.POST, auto_id="cancel-%s"), act)


@require_POST
@needs(*CHANGE)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """To another hour of the same advisor, free in the ranges or typed."""
    row = mine(request, pk)
    search = search_of(row)
    now = timezone.now()
    form = HourForm(request.POST, auto_id="move-%s", offered=offered(search, now))

    def act(told: dict[str, Any]) -> str:
        starts_at = told["starts_at"]
        advisor = row.advisor or agent(request)
        hand = by_hand(advisor, starts_at, row.minutes, row.site_id)
        whole = form.is_by_hand or row.is_collective
        wish = Wish(search, starts_at, by_hand=hand if whole else None)
        reschedule(row, wish, by=agent(request), at=now)
        return "Rendez-vous déplacé ; les personnes qui ont une adresse sont prévenues."

    return answer(request, row, "move", form, act)


@require_POST
@needs(*CHANGE)
def attach(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Put somebody unknown in a file: whoever is at the desk may, whosever the appointment is."""
    row = found(pk)
    household = party_of(row, party)
    key = f"attach-{household.pk}"

    def act(told: dict[str, Any]) -> str:
        person = told["dossier"]
        outcomes.attach(household, person, by=agent(request))
        return f"Rattaché au dossier {person.file_number} de {person}."

    return answer(request, row, key, AttachForm(request.POST, auto_id=f"{key}-%s"), act)


@require_POST
@needs(*CHANGE)
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """A household of a file joins a collective appointment."""
    row = found(pk)

    def act(told: dict[str, Any]) -> str:
        person = told["dossier"]
        guest = Guest(Said(), BookedThrough.DESK, told["adults"], told["children"], person=person)
        join(row, guest, by=agent(request))
        return f"{person} est inscrit."

    return answer(request, row, "seat", SeatForm(request.POST, auto_id="seat-%s"), act)
