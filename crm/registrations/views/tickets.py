"""Tickets to print, the file for an agenda, and what anybody's telephone reads in a ticket: no name."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.registers.private_pages import private
from editorial.calendars import calendar_response

from ..agenda import happenings_of
from ..letters import opened_by
from ..models import Participant, RegistrationState
from ..reading import printed
from ..tickets import drawing
from ..words import edition_words
from .mine import unknown


@private("no-referrer")
@require_safe
def printable(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None or row.state != RegistrationState.CONFIRMED:
        return unknown(request)
    context = {
        "row": row,
        "edition": row.edition,
        "when": edition_words(row.edition),
        "token": token,
        "tickets": printed(row),
    }
    return render(request, "crm_registrations/public/tickets.html", context)


@private("no-referrer")
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None or row.state != RegistrationState.CONFIRMED:
        return unknown(request)
    return calendar_response(happenings_of(row), request, row.edition.title, "forum.ics")


@private("no-referrer")
@require_safe
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """A ticket without a name: whoever finds it learns nothing of who carries it."""
    rows = Participant.objects.filter(code=code.upper(), left_at=None)
    found = rows.filter(registration__state=RegistrationState.CONFIRMED)
    one = found.select_related("registration__edition").first()
    if one is None:
        raise Http404
    edition = one.registration.edition
    context = {
        "edition": edition,
        "when": edition_words(edition),
        "code": one.code,
        "qr": drawing(one.code),
    }
    return render(request, "crm_registrations/public/ticket.html", context)
