"""The calendar of a session: laid in one gesture, mended half-day by half-day, printed as a programme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.applications.calendar.planning import (
    SIGNED,
    add_half_day,
    cancel_half_day,
    change_half_day,
    plan_weeks,
)
from crm.applications.calendar.programme import modules_of
from crm.applications.calendar.whose import half_day_for, name_trainers
from crm.applications.calendar.windows import proposed, set_windows, windows_of
from crm.applications.forms_calendar import (
    CancelForm,
    HalfDayForm,
    TrainersForm,
    WhoAndWhere,
    WindowsForm,
)
from crm.applications.models import SessionTrainer, TaughtHalfDay, TaughtModule
from crm.funding.operations import operation_of
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.words import counted
from training.models import ModuleKind, Session

from .desk_rosters import session_of, trail_of

READ = "crm_applications.view_roster"
PLAN = (READ, "crm_applications.plan_roster")


def half_days_of(session: Session) -> list[TaughtHalfDay]:
    rows = TaughtHalfDay.objects.filter(session=session)
    return list(rows.select_related("trainer", "space", "module"))


@require_safe
@needs(READ)
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    return show_calendar(request, session_of(request, pk))


def show_calendar(
    request: HttpRequest, session: Session, *, refused: WhoAndWhere | None = None
) -> HttpResponse:
    rows = half_days_of(session)
    named = SessionTrainer.objects.filter(session=session).select_related("user")
    context: dict[str, Any] = {
        "session": session,
        "standing": [row for row in rows if not row.cancelled_at],
        "cancelled": [row for row in rows if row.cancelled_at],
        "modules": with_dates(session, distance=True),
        "trainers": [row.user for row in named],
        "trail": [*trail_of(session), {"url": "", "label": "Calendrier"}],
    }
    if agent(request).has_perms(PLAN) and not session.cancelled_on:
        users = [row.user_id for row in named]
        context |= {
            "plan_form": refused or WhoAndWhere(session, auto_id="plan-%s"),
            "trainers_form": TrainersForm(initial={"users": users}, auto_id="trainers-%s"),
        }
    status = 422 if refused else 200
    return render(request, "crm_applications/desk/calendar.html", context, status=status)


def with_dates(session: Session, *, distance: bool) -> list[tuple[TaughtModule, Any]]:
    """The modules as the session names them, each with its dates when they are said."""
    dates = windows_of(session)
    return [
        (module, dates.get(module.module_id or 0))
        for module in modules_of(session)
        if not distance or module.kind == ModuleKind.DISTANCE
    ]


@require_POST
@needs(*PLAN)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the weeks on site."""
    session = session_of(request, pk)
    form = WhoAndWhere(session, request.POST, auto_id="plan-%s")
    if form.is_valid():
        try:
            rows = plan_weeks(session, **form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = counted(len(rows), "demi-journée", feminine=True)
            messages.success(request, f"{told} au calendrier.".capitalize())
            return redirect("crm_calendar", pk)
    return show_calendar(request, session, refused=form)


@require_POST
@needs(*PLAN)
def trainers(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = TrainersForm(request.POST)
    if form.is_valid():
        name_trainers(session, list(form.cleaned_data["users"]), by=agent(request))
        messages.success(request, "Les formateurs de la session sont enregistrés.")
    else:
        messages.error(request, "Un compte choisi n’existe plus : choisissez à nouveau.")
    return redirect("crm_calendar", pk)


@needs(*PLAN)
def module_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """When each distance module opens and is handed in; dates are proposed where none is said."""
    session = session_of(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = WindowsForm(session, windows_of(session), proposed(session), posted)
    if posted is not None and form.is_valid():
        try:
            set_windows(session, form.dates(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Les dates des modules sont enregistrées.")
            return redirect("crm_calendar", pk)
    context = {
        "session": session,
        "form": form,
        "trail": [*_calendar_trail(session), {"url": "", "label": "Dates des modules"}],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/module_dates.html", context, status=status)


@needs(*PLAN)
def new_half_day(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    form = HalfDayForm(session, request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            add_half_day(session, form.plan(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "La demi-journée est au calendrier.")
            return redirect("crm_calendar", pk)
    return _half_day_page(request, session, form or HalfDayForm.blank(session))


@needs(*PLAN)
def half_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a half-day, or change what is taught, by whom and where."""
    row = half_day_for(agent(request), pk)
    form = HalfDayForm(row.session, request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            change_half_day(row, form.plan(), tell=form.cleaned_data["tell"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Le calendrier est à jour, et tous les agendas avec lui.")
            return redirect("crm_calendar", row.session_id)
    return _half_day_page(request, row.session, form or HalfDayForm.of(row), row=row)


@require_POST
@needs(*PLAN)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = half_day_for(agent(request), pk)
    form = CancelForm(request.POST, auto_id="cancel-%s")
    if form.is_valid():
        try:
            cancel_half_day(row, **form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, f"Annulée : {row}.")
            return redirect("crm_calendar", row.session_id)
    return _half_day_page(request, row.session, HalfDayForm.of(row), row=row, cancel_form=form)


def _half_day_page(
    request: HttpRequest,
    session: Session,
    form: HalfDayForm,
    *,
    row: TaughtHalfDay | None = None,
    cancel_form: CancelForm | None = None,
) -> HttpResponse:
    fixed = ""
    if row is not None and row.cancelled_at:
        fixed = f"Annulée : {row.cancel_reason}"
    elif row is not None and (row.signed_at or row.attendances.exists()):
        fixed = SIGNED
    context = {
        "session": session,
        "half_day": row,
        "form": form,
        "fixed": fixed,
        "cancel_form": cancel_form or CancelForm(auto_id="cancel-%s"),
        "trail": [
            *_calendar_trail(session),
            {"url": "", "label": str(row) if row else "Nouvelle demi-journée"},
        ],
    }
    refused = form.errors or (cancel_form and cancel_form.errors)
    return render(
        request, "crm_applications/desk/half_day.html", context, status=422 if refused else 200
    )


def _calendar_trail(session: Session) -> list[dict[str, str]]:
    url = reverse("crm_calendar", args=[session.pk])
    return [*trail_of(session), {"url": url, "label": "Calendrier"}]


@require_safe
@needs(READ)
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme of a session, to print: modules, hours, half-days, trainers and rooms."""
    session = session_of(request, pk)
    modules = with_dates(session, distance=False)
    context = {
        "session": session,
        "modules": modules,
        "hours": sum(module.hours for module, _ in modules),
        "half_days": [row for row in half_days_of(session) if not row.cancelled_at],
        "operation": operation_of(session),
    }
    return render(request, "crm_applications/desk/programme.html", context)
