"""The week of appointments, and one screen each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from crm.appointments.days import RIGHTS, whose
from crm.appointments.forms.desk import (
    AttachForm,
    CancelForm,
    HourForm,
    OutcomeForm,
    SeatForm,
    moments_of,
)
from crm.appointments.letters import place_of
from crm.appointments.matching import files_like
from crm.appointments.models import Appointment, AppointmentParty, AppointmentState, Place
from crm.appointments.reading import note_reading
from crm.appointments.rights import may_change
from crm.appointments.slots import Search, free_slots
from crm.appointments.week import monday_of, receiving, week_of
from crm.journeys.refused_forms import form_for
from crm.registers.access import agent, needs
from crm.registers.words import counted

TEAM = "equipe"
OFFERED = 12
PAST_SHOWN = 50


@needs(*RIGHTS)
def week(request: HttpRequest) -> HttpResponse:
    """One's own week unless another is asked for; or what waits to be filled in."""
    if "a-renseigner" in request.GET:
        return to_fill_in(request)
    user, now = agent(request), timezone.now()
    people = list(receiving())
    asked = request.GET.get("qui", "")
    one = next((person for person in people if str(person.pk) == asked), None)
    alone = user if asked != TEAM else None
    chosen = [one] if one else [alone] if alone else people
    monday = monday_of(request.GET.get("semaine", ""), timezone.localdate(now))
    context = {
        "week": week_of(chosen, monday, now),
        "people": people,
        "who": asked if one or asked == TEAM else "",
        "me": user.pk,
        "waiting": past_of(request, now).count(),
        "trail": [{"url": "", "label": "Rendez-vous"}],
    }
    return render(request, "crm_appointments/desk/week.html", context)


def past_of(request: HttpRequest, now: datetime) -> Any:
    return Appointment.objects.to_fill_in(now).filter(advisor__in=whose(agent(request), now))


def to_fill_in(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = past_of(request, now).select_related("reason", "advisor")
    total = rows.count()
    context = {
        "rows": list(rows.prefetch_related("parties__person")[:PAST_SHOWN]),
        "told": counted(total, "rendez-vous", "rendez-vous") if total else "",
        "trail": [
            {"url": reverse("crm_appointments"), "label": "Rendez-vous"},
            {"url": "", "label": "À renseigner"},
        ],
    }
    return render(request, "crm_appointments/desk/past.html", context)


@needs(*RIGHTS)
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> Appointment:
    rows = Appointment.objects.select_related("reason", "advisor", "site__commune")
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: Appointment, status: int = 200) -> HttpResponse:
    """Draw an appointment, with the refused forms that the request keeps. Readings are journalled."""
    user, now = agent(request), timezone.now()
    parties = list(
        row.parties.select_related("person__commune", "journey", "booked_by", "exchange")
    )
    note_reading(row, parties, user, now)
    mine = may_change(user, row, now)
    planned = row.state == AppointmentState.PLANNED
    context = {
        "row": row,
        "where": place_of(row),
        "lines": [line(request, party, row, now, mine) for party in parties],
        "coming": sum(party.state == AppointmentState.PLANNED for party in parties),
        "moves": list(row.moves.select_related("by", "advisor")),
        "mine": mine,
        "may_move": mine and planned,
        "move_form": move_form(request, row, now) if mine and planned else None,
        "cancel_form": form_for(request, "cancel", CancelForm) if mine and planned else None,
        "seat_form": form_for(request, "seat", SeatForm)
        if planned and row.is_collective and row.starts_at > now
        else None,
        "past": row.ends_at <= now,
        "trail": [
            {"url": reverse("crm_appointments"), "label": "Rendez-vous"},
            {"url": "", "label": str(row.reason)},
        ],
    }
    return render(request, "crm_appointments/desk/appointment.html", context, status=status)


def line(
    request: HttpRequest, party: AppointmentParty, row: Appointment, now: datetime, mine: bool
) -> dict[str, Any]:
    """A household on the screen of its appointment, and what may be done for it.

    Files alike are looked for when it comes alone: the list of a group stays one query.
    """
    planned = party.state == AppointmentState.PLANNED
    unfiled = party.person is None and not party.forgotten
    return {
        "party": party,
        "begun": row.starts_at <= now,
        "form": outcome_form(request, party, row, now) if mine and planned else None,
        "unfiled": unfiled,
        "attach_form": form_for(request, f"attach-{party.pk}", AttachForm) if unfiled else None,
        "alike": files_like(party.said) if unfiled and not row.is_collective else [],
    }


def outcome_form(
    request: HttpRequest, party: AppointmentParty, row: Appointment, now: datetime
) -> OutcomeForm:
    return form_for(request, f"outcome-{party.pk}", OutcomeForm, begun=row.starts_at <= now)


def search_of(row: Appointment) -> Search:
    advisors = [row.advisor_id] if row.advisor_id else None
    return Search(row.reason, Place(row.place), advisors, any_notice=True)


def move_form(request: HttpRequest, row: Appointment, now: datetime) -> HourForm:
    return form_for(request, "move", HourForm, offered=offered(search_of(row), now))


def offered(search: Search, now: datetime) -> list[datetime]:
    slots = free_slots(search, timezone.localdate(now), search.last_day(now), now)
    return moments_of(slots, OFFERED)
