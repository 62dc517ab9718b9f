"""The sheet of a family, opened by the secret link of its letter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.registers.private_pages import private
from crm.visits.letters import opened_by
from crm.visits.sheet import happenings_of, sheet_of
from editorial.calendars import calendar_response
from editorial.models import IdentitySettings


@private("no-referrer")
@require_safe
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None:
        return unknown(request)
    context = sheet_of(row, IdentitySettings.for_request(request)) | {"token": token}
    return render(request, "crm_visits/public/sheet.html", context)


@private("no-referrer")
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The stops for an agenda, with the hours of the territory."""
    row = opened_by(token)
    if row is None:
        return unknown(request)
    return calendar_response(happenings_of(row), request, "Votre visite", "visite.ics")


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_visits/public/unknown.html", status=404)
