"""The personal page of somebody who books at the telecentre, opened by the link of a letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.private_pages import private
from crm.registers.words import counted
from editorial.calendars import calendar_response
from editorial.limits import take_ticket

from ..bookings import own
from ..bookings.links import person_of
from ..models import HalfDay

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = "Beaucoup d’envois viennent de partir de votre connexion\u00a0: attendez dix minutes."
CHOSEN_AT_MOST = 400


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses.
@private("strict-origin")
@require_safe
def my_desk(request: HttpRequest, token: str) -> HttpResponse:
    person = person_of(token)
    return _shown(request, token, person) if person else _unknown(request)


@private("strict-origin")
@require_POST
def note(request: HttpRequest, token: str) -> HttpResponse:
    """« Je suis là »: one half-day of today."""
    person = person_of(token)
    if person is None:
        return _unknown(request)
    name = request.POST.get("moment", "")
    try:
        _slow_down(request)
        if name not in HalfDay.values:
            raise Refused("Dites si c’est le matin ou l’après-midi.")
        own.note_own_presence(person, name, timezone.now())
    except Refused as refusal:
        return _shown(request, token, person, notice=str(refusal))
    messages.success(request, f"Votre présence est notée\u00a0: {HalfDay(name).label}.")
    return redirect("my_desk", token)


@private("strict-origin")
@require_POST
def give_back(request: HttpRequest, token: str) -> HttpResponse:
    person = person_of(token)
    if person is None:
        return _unknown(request)
    ticked = request.POST.getlist("rendre")[:CHOSEN_AT_MOST]
    chosen = {int(value) for value in ticked if value.isdecimal() and len(value) < 19}
    try:
        _slow_down(request)
        count = own.give_back(person, chosen, timezone.now())
    except Refused as refusal:
        return _shown(request, token, person, notice=str(refusal), ticked=chosen)
    told = counted(count, "demi-journée rendue", "demi-journées rendues", feminine=True)
    messages.success(request, f"{told[:1].upper()}{told[1:]}. Merci, la place servira.")
    return redirect("my_desk", token)


@private("no-referrer")
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    person = person_of(token)
    if person is None:
        raise Http404
    found = own.happenings(person, token, timezone.now())
    return calendar_response(found, request, "Mon bureau au télécentre", "mon-bureau.ics")


def _slow_down(request: HttpRequest) -> None:
    if not take_ticket("my-desk", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        raise Refused(TOO_MANY)


def _shown(
    request: HttpRequest,
    token: str,
    person: Person,
    *,
    notice: str = "",
    ticked: set[int] | None = None,
) -> HttpResponse:
    now = timezone.now()
    halves = own.halves_of(person, now)
    today = timezone.localdate(now)
    context = {
        "token": token,
        "person": person,
        "today": [half for half in halves if half.slot.date == today],
        "kept": own.by_booking(halves),
        "any_to_give_back": any(half.may_give_back for half in halves),
        "notice": notice,
        "ticked": ticked or set(),
    }
    status = 409 if notice else 200
    return render(request, "crm_workspaces/public/my_desk.html", context, status=status)


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that has expired and one of somebody forgotten."""
    return render(request, "crm_workspaces/public/my_desk_unknown.html", status=404)
