"""A trainer's space: their sessions, what to sign, what to read, and how to reach their trainees."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.applications.attendance.teaching import reachable, teaching_of
from crm.applications.calendar import feeds
from crm.journal.models import Action
from crm.journal.services import line, record_all
from crm.journeys.team import called
from crm.registers.access import agent, needs
from crm.registers.private_pages import private
from editorial.calendars import calendar_response

from .desk_rosters import session_of, trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")


@require_safe
@needs(*RIGHTS)
def space(request: HttpRequest) -> HttpResponse:
    return _show(request)


@require_POST
@needs(*RIGHTS)
def renew_calendar(request: HttpRequest) -> HttpResponse:
    """Make the address of one's calendar. This page alone shows it: it is kept nowhere."""
    path = reverse("trainer_calendar", args=[feeds.renew(agent(request))])
    return _show(request, address=request.build_absolute_uri(path))


def _show(request: HttpRequest, address: str = "") -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "teaching": teaching_of(agent(request), now),
        "today": timezone.localdate(now),
        "address": address,
        "trail": [{"url": "", "label": "Mes formations"}],
        "desk_icon": "date",
    }
    return render(request, "crm_applications/desk/trainer_space.html", context)


@require_safe
@needs(*RIGHTS)
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """How to reach the trainees of a session. Each is read, and journalled as read."""
    session = session_of(request, pk)
    rows = reachable(session)
    by = agent(request)
    record_all(
        line(
            Action.READ, row.enrolment, by=by, person_id=row.enrolment.application.person_id,
            fields=["contact_points"],
        )
        for row in rows
    )  # fmt: skip
    context = {
        "session": session,
        "rows": rows,
        "trail": [*trail_of(session), {"url": "", "label": "Joindre le groupe"}],
    }
    return render(request, "crm_applications/desk/contacts.html", context)


@private("no-referrer")
@require_safe
def read_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of a trainer's secret address. 404 for one renewed, or that never was."""
    user = feeds.opened_by(token)
    if user is None:
        raise Http404
    rows = feeds.trainer_happenings(user, timezone.now())
    return calendar_response(rows, request, f"Formations – {called(user)}", "formations.ics")
