"""From the follow-up page: the distance modules, their hand-in, and the calendar of the session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications.attendance import PRESENT_IN, hours_of
from crm.applications.attendance.hours import duration
from crm.applications.attendance.modules import hand_in, keep_work
from crm.applications.calendar.feeds import session_happenings
from crm.applications.calendar.windows import distance_modules, windows_of
from crm.applications.follow import followed_by
from crm.applications.forms_modules import HandInForm
from crm.applications.models import Enrolment, ModuleResult
from crm.consents.services import FOLLOWED, informed
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.calendars import calendar_response
from editorial.limits import take_ticket
from training.models import Module

from .follow import unknown

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = "Beaucoup d’envois viennent de partir de votre connexion : attendez dix minutes."


def enrolment_of(token: str) -> Enrolment | None:
    """The enrolment of a follow-up link, once its place is confirmed."""
    followed = followed_by(token)
    row = followed.enrolment if followed else None
    return row if row is not None and row.state in PRESENT_IN else None


@private("strict-origin")
@require_safe
def modules(request: HttpRequest, token: str) -> HttpResponse:
    enrolment = enrolment_of(token)
    return _shown(request, token, enrolment) if enrolment else unknown(request)


def _shown(
    request: HttpRequest,
    token: str,
    enrolment: Enrolment,
    *,
    refused: tuple[Module, HandInForm] | None = None,
) -> HttpResponse:
    session = enrolment.roster.session
    dates = windows_of(session)
    minutes = sum(row.minutes for row in hours_of(enrolment))
    rows = ModuleResult.objects.filter(enrolment=enrolment)
    results = {row.module_id: row for row in rows}

    def form(module: Module) -> HandInForm:
        if refused and refused[0].pk == module.pk:
            return refused[1]
        return HandInForm(auto_id=f"module-{module.pk}-%s")

    context: dict[str, Any] = {
        "token": token,
        "session": session,
        "lines": [
            (module, dates.get(module.pk), results.get(module.pk), form(module))
            for module in distance_modules(session)
        ],
        "minutes": minutes,
        "hours_words": duration(minutes),
    }
    status = 422 if refused else 200
    return render(request, "crm_applications/public/modules.html", context, status=status)


@private("strict-origin")
@require_http_methods(["POST"])
def hand_in_work(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A trainee hands in a module, with its file when there is one."""
    enrolment = enrolment_of(token)
    if enrolment is None:
        return unknown(request)
    found = [row for row in distance_modules(enrolment.roster.session) if row.pk == pk]
    if not found:
        raise Http404
    module = found[0]
    form = HandInForm(request.POST, request.FILES, auto_id=f"module-{pk}-%s")
    if not take_ticket("modules", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
    if form.is_valid():
        try:
            _keep(enrolment, module, form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Module {module.number} rendu. Votre formateur le lira.")
            return redirect("follow_modules", token)
    return _shown(request, token, enrolment, refused=(module, form))


@transaction.atomic
def _keep(enrolment: Enrolment, module: Module, upload: Any) -> None:
    hand_in(enrolment, module, paper=keep_work(enrolment, module, upload))
    informed(enrolment.application.person, FOLLOWED, channel="page de suivi")


@private("no-referrer")
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of a trainee's session."""
    enrolment = enrolment_of(token)
    if enrolment is None:
        raise Http404
    session = enrolment.roster.session
    return calendar_response(session_happenings(session), request, str(session), "formation.ics")
