"""What the link of a booking opens: see it, move it, cancel it, keep it in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.appointments import links
from crm.appointments import personal as door
from crm.appointments.dated import happening
from crm.appointments.diary import Taken
from crm.appointments.letters import place_of, when
from crm.appointments.models import AppointmentParty, AppointmentState
from crm.appointments.offer import offer_of
from crm.appointments.outcomes import is_cancelled
from crm.appointments.slots import slots_at
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.calendars import calendar_response

from .posting import TOO_MANY, may_post

# As the person reads it: nobody is reproached with an absence on their own page.
LABELS = {
    AppointmentState.PLANNED: "Prévu",
    AppointmentState.SEEN: "Passé",
    AppointmentState.NO_SHOW: "Passé",
    AppointmentState.BY_PERSON: "Annulé, à votre demande",
    AppointmentState.BY_SERVICE: "Annulé par l’équipe",
}
MARKS = {
    AppointmentState.PLANNED: "open",
    AppointmentState.SEEN: "ended",
    AppointmentState.NO_SHOW: "ended",
    AppointmentState.BY_PERSON: "cancelled",
    AppointmentState.BY_SERVICE: "cancelled",
}


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses:
# "strict-origin" tells our host and never the address.
@private("strict-origin")
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    party = links.party_of(token)
    if party is None and links.invitation_of(token):
        return redirect("appointment_invitation", token)
    return shown(request, token, party) if party else unknown(request)


def shown(
    request: HttpRequest,
    token: str,
    party: AppointmentParty,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    appointment = party.appointment
    state = AppointmentState(party.state)
    over = state == AppointmentState.PLANNED and appointment.ends_at <= now
    context = {
        "token": token,
        "party": party,
        "appointment": appointment,
        "when": when(appointment.starts_at),
        "where": place_of(appointment),
        "mark": "ended" if over else MARKS[state],
        "label": "Passé" if over else LABELS[state],
        "planned": state == AppointmentState.PLANNED and not over,
        "cancelled": is_cancelled(party),
        "fresh": "pris" in request.GET and state == AppointmentState.PLANNED,
        "may_move": door.may_move(party, now),
        "may_cancel": door.may_change(party, now),
        "too_late": door.too_late(),
        "moves": [when(one.was_at) for one in appointment.moves.all()],
        "notice": notice,
    }
    return render(request, "crm_appointments/public/appointment.html", context, status=status)


@private("strict-origin")
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    party = links.party_of(token)
    if party is None:
        return unknown(request)
    path = reverse("appointment", args=[token])
    return calendar_response([happening(party, path)], request, "Rendez-vous", "rendez-vous.ics")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, act on POST."""
    party = links.party_of(token)
    if party is None:
        return unknown(request)
    if request.method != "POST":
        if not door.may_change(party, timezone.now()):
            return redirect("appointment", token)
        context = {"token": token, "party": party, "when": when(party.appointment.starts_at)}
        return render(request, "crm_appointments/public/cancel.html", context)
    return acted(request, token, party, lambda: door.cancel(party))


def acted(
    request: HttpRequest, token: str, party: AppointmentParty, act: Callable[[], None]
) -> HttpResponse:
    if not may_post(request):
        return shown(request, token, party, notice=TOO_MANY, status=429)
    try:
        act()
    except Refused as refusal:
        fresh = links.party_of(token) or party
        return shown(request, token, fresh, notice=str(refusal), status=409)
    return redirect("appointment", token)


@private("strict-origin")
@require_safe
def days(request: HttpRequest, token: str) -> HttpResponse:
    """The hours to which one may move."""
    party = links.party_of(token)
    if party is None:
        return unknown(request)
    if not door.may_move(party, timezone.now()):
        return redirect("appointment", token)
    return days_shown(request, token, party)


def days_shown(
    request: HttpRequest, token: str, party: AppointmentParty, notice: str = "", status: int = 200
) -> HttpResponse:
    def url_of(at: datetime) -> str:
        return reverse("appointment_move", args=[token, at])

    search = door.search_of(party)
    offer = offer_of(search, timezone.now(), request.GET.get("mois", ""), url_of)
    context = {
        "reason": search.reason,
        "place": search.place,
        "offer": offer,
        "notice": notice,
        "was": when(party.appointment.starts_at),
        "back": reverse("appointment", args=[token]),
    }
    return render(request, "crm_appointments/public/days.html", context, status=status)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, token: str, starts_at: datetime) -> HttpResponse:
    party = links.party_of(token)
    if party is None:
        return unknown(request)
    now = timezone.now()
    if request.method != "POST":
        if not door.may_move(party, now):
            return redirect("appointment", token)
        if not slots_at(door.search_of(party), starts_at, now):
            return days_shown(
                request, token, party, "Cette heure n’est plus libre. En voici d’autres.", 409
            )
        context = {
            "token": token,
            "was": when(party.appointment.starts_at),
            "when": when(starts_at),
            "back": reverse("appointment_days", args=[token]),
        }
        return render(request, "crm_appointments/public/move.html", context)
    if not may_post(request):
        return shown(request, token, party, notice=TOO_MANY, status=429)
    try:
        door.move(party, starts_at)
    except Taken as refusal:
        fresh = links.party_of(token) or party
        return days_shown(request, token, fresh, str(refusal), 409)
    except Refused as refusal:
        return shown(
            request, token, links.party_of(token) or party, notice=str(refusal), status=409
        )
    return redirect("appointment", token)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_appointments/public/unknown.html", status=404)
