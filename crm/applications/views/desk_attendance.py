"""Attendance: a sheet a day, the grid of distance modules, and the sheet to print."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.applications.attendance import PRESENT_IN, credit_module, note_attendance
from crm.applications.forms_roster import DayForm, ModulesForm, SheetForm, last_day
from crm.applications.groups import enrolments_of, noted_on, validated_in
from crm.applications.models import Enrolment, HalfDay
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.words import counted
from training.models import ModuleKind, Session

from .desk_rosters import session_of, trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")
DAYS_AT_ONCE = 10


@needs(*RIGHTS)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One day of a session: tick who was there, post once. What is noted already stays as it is."""
    session = session_of(pk)
    asked = DayForm(session, request.GET if "jour" in request.GET else None)
    day = asked.cleaned_data["jour"] if asked.is_valid() else last_day(session)
    if not asked.is_bound:
        asked = DayForm(session, initial={"jour": day})
    rows = [row for row in enrolments_of(session) if row.state in PRESENT_IN]
    noted = noted_on(session, day)
    form = SheetForm(rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not asked.errors and form.is_valid():
        try:
            told = _note(form, day, noted, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect(f"{reverse('crm_attendance', args=[pk])}?jour={day:%Y-%m-%d}")
    context: dict[str, Any] = {
        "session": session,
        "day": day,
        "asked": asked,
        "form": form,
        "lines": [_line(row, noted.get(row.pk, set()), form.ticked()) for row in rows],
        "days": _days(session),
        "to_come": session.starts_on > timezone.localdate(),
        "trail": [*trail_of(session), {"url": "", "label": "Présences"}],
    }
    status = 422 if form.errors or asked.errors else 200
    return render(request, "crm_applications/desk/attendance.html", context, status=status)


@transaction.atomic
def _note(form: SheetForm, day: date, noted: dict[int, set[str]], request: HttpRequest) -> str:
    """Note all or nothing. A sheet sent twice notes nothing twice."""
    said, new = form.cleaned_data, 0
    for enrolment, half in said["present"]:
        if half in noted.get(enrolment.pk, set()):
            continue
        note_attendance(
            enrolment, day, half, mode=said["mode"], minutes=said["minutes"],
            on_paper=said["on_paper"], by=agent(request),
        )  # fmt: skip
        new += 1
    if not new:
        return "Rien de nouveau sur cette feuille."
    return (
        f"{counted(new, 'demi-journée', feminine=True)} notée{'s' if new > 1 else ''}.".capitalize()
    )


def _line(
    row: Enrolment, noted: set[str], ticked: set[str]
) -> tuple[Enrolment, list[tuple[str, str, bool, bool]]]:
    """An enrolment and its boxes: name of the half-day, value, already noted, ticked."""
    boxes = [
        (str(half.label), f"{row.pk}-{half}", half in noted, f"{row.pk}-{half}" in ticked)
        for half in HalfDay
    ]
    return row, boxes


def _days(session: Session) -> list[date]:
    """The days on site already come, the last ones; every day of the session stays reachable."""
    last = min(session.ends_on, timezone.localdate())
    days = [
        week.starts_on + timedelta(days=number)
        for week in session.weeks.all()
        for number in range((week.ends_on - week.starts_on).days + 1)
    ]
    return [day for day in sorted(days) if day <= last][-DAYS_AT_ONCE:]


@needs(*RIGHTS)
def modules(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of distance modules, a box a trainee and module."""
    session = session_of(pk)
    taught = list(session.course.modules.filter(kind=ModuleKind.DISTANCE))
    rows = [row for row in enrolments_of(session) if row.state in PRESENT_IN]
    done = validated_in(session)
    form = ModulesForm(rows, taught, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            told = _credit(form, set(done), request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_modules", pk)
    ticked = form.ticked()
    context = {
        "session": session,
        "form": form,
        "modules": taught,
        "lines": [
            (row, [
                (module, f"{row.pk}-{module.pk}", done.get((row.pk, module.pk)),
                 f"{row.pk}-{module.pk}" in ticked)
                for module in taught
            ])
            for row in rows
        ],
        "trail": [*trail_of(session), {"url": "", "label": "Modules à distance"}],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/modules.html", context, status=status)


@transaction.atomic
def _credit(form: ModulesForm, done: set[tuple[int, int]], request: HttpRequest) -> str:
    new = 0
    for enrolment, module in form.cleaned_data["validated"]:
        if (enrolment.pk, module.pk) not in done:
            credit_module(enrolment, module, by=agent(request))
            new += 1
    if not new:
        return "Rien de nouveau dans cette grille."
    return f"{counted(new, 'module')} validé{'s' if new > 1 else ''}.".capitalize()


@needs(*RIGHTS)
def printed_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to sign, for a day of the session; those who only hold an offer are on it too."""
    session = session_of(pk)
    asked = DayForm(session, request.GET if "jour" in request.GET else None, to_come=True)
    day = asked.cleaned_data["jour"] if asked.is_valid() else last_day(session)
    rows = [row for row in enrolments_of(session) if row.seat_id]
    context = {"session": session, "day": day, "rows": rows, "halves": HalfDay.labels}
    return render(request, "crm_applications/desk/printed_sheet.html", context)
