"""« Mon agenda »: the address that an advisor gives to their calendar; and what it answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journeys import feed
from crm.journeys.file_panels import user_of
from crm.journeys.models import CalendarFeed
from crm.journeys.team import called
from crm.registers.access import needs
from crm.registers.private_pages import private
from editorial.calendars import calendar_response


@needs(*feed.RIGHTS)
def own_calendar(request: HttpRequest) -> HttpResponse:
    return _show(request)


@require_POST
@needs(*feed.RIGHTS)
def renew(request: HttpRequest) -> HttpResponse:
    """Make a new address. This page alone shows it: it is kept nowhere."""
    token = feed.renew(user_of(request))
    path = reverse("calendar_feed", args=[token])
    return _show(request, address=request.build_absolute_uri(path))


@require_POST
@needs(*feed.RIGHTS)
def tell_names(request: HttpRequest) -> HttpResponse:
    tells = request.POST.get("names") == "yes"
    feed.tell_names(user_of(request), tells)
    told = "les noms et ce qui est à faire" if tells else "les numéros de dossier seulement"
    messages.success(request, f"Votre agenda dit maintenant {told}.")
    return redirect("crm_own_calendar")


@require_POST
@needs(*feed.RIGHTS)
def revoke(request: HttpRequest) -> HttpResponse:
    feed.revoke(user_of(request))
    messages.success(request, "L’adresse de votre agenda ne répond plus.")
    return redirect("crm_own_calendar")


def _show(request: HttpRequest, address: str = "") -> HttpResponse:
    context = {
        "feed": CalendarFeed.objects.filter(user=user_of(request)).first(),
        "address": address,
        "trail": [
            {"url": reverse("crm_day"), "label": "Ma journée"},
            {"url": "", "label": "Mon agenda"},
        ],
    }
    return render(request, "crm_journeys/own_calendar.html", context)


@private("no-referrer")
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of a secret address. 404 for one that was renewed, revoked or never was."""
    found = feed.opened_by(token)
    if found is None:
        raise Http404
    now = timezone.now()
    response = calendar_response(
        feed.happenings(found, now), request, f"Suivi – {called(found.user)}", "suivi.ics"
    )
    feed.note_reading(found, now)
    return response
