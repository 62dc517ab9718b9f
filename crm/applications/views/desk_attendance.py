"""Attendance: a sheet a day, the sheet to print, and the sheets that came back signed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.applications.attendance import PRESENT_IN, note_attendance
from crm.applications.attendance.rules import is_locked
from crm.applications.attendance.scans import add_scan, remove_scan
from crm.applications.calendar.whose import check_session
from crm.applications.forms_roster import DayForm, ScanForm, SheetForm, last_day
from crm.applications.groups import enrolments_of, noted_on
from crm.applications.models import Attendance, Enrolment, HalfDay, SheetScan, TaughtHalfDay
from crm.funding.operations import operation_of
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.registers.words import counted
from training.models import Session

from .desk_rosters import session_of, trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")
DAYS_AT_ONCE = 10
Noted = dict[tuple[int, str], Attendance]


@needs(*RIGHTS)
@opens("training.session")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One day of a session: tick who was there, post once. What is noted already stays as it is."""
    session = session_of(request, pk)
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
            return redirect(sheet_address(pk, day))
    return show_sheet(request, session, day, asked, form, rows, noted)


def sheet_address(pk: int, day: date) -> str:
    return f"{reverse('crm_attendance', args=[pk])}?jour={day:%Y-%m-%d}"


def show_sheet(
    request: HttpRequest,
    session: Session,
    day: date,
    asked: DayForm,
    form: SheetForm,
    rows: list[Enrolment],
    noted: Noted,
) -> HttpResponse:
    context: dict[str, Any] = {
        "session": session,
        "day": day,
        "asked": asked,
        "form": form,
        "lines": [_line(row, noted, form.ticked()) for row in rows],
        "days": _days(session),
        "planned": list(_planned(session).filter(date=day)),
        "scans": list(SheetScan.objects.filter(session=session, date=day)),
        "scan_form": ScanForm(auto_id="scan-%s"),
        "to_come": session.starts_on > timezone.localdate(),
        "trail": [*trail_of(session), {"url": "", "label": "Présences"}],
    }
    status = 422 if form.errors or asked.errors else 200
    return render(request, "crm_applications/desk/attendance.html", context, status=status)


@transaction.atomic
def _note(form: SheetForm, day: date, noted: Noted, request: HttpRequest) -> str:
    """Note all or nothing. A sheet sent twice notes nothing twice."""
    said, new = form.cleaned_data, 0
    for enrolment, half in said["present"]:
        if (enrolment.pk, half) in noted:
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


def _line(row: Enrolment, noted: Noted, ticked: set[str]) -> tuple[Enrolment, list[Any]]:
    """An enrolment and its boxes: name of the half-day, value, what is noted, whether closed, ticked."""
    now = timezone.now()
    boxes = []
    for half in HalfDay:
        value, there = f"{row.pk}-{half}", noted.get((row.pk, half))
        closed = there is not None and is_locked(there, now)
        boxes.append((str(half.label), value, there, closed, value in ticked))
    return row, boxes


def _planned(session: Session) -> Any:
    return TaughtHalfDay.objects.standing().filter(session=session).select_related("trainer")


def _days(session: Session) -> list[date]:
    """The days taught, already come, the last ones; every day of the session stays reachable."""
    last = min(session.ends_on, timezone.localdate())
    days = {row.date for row in _planned(session)} or {
        week.starts_on + timedelta(days=number)
        for week in session.weeks.all()
        for number in range((week.ends_on - week.starts_on).days + 1)
    }
    return [day for day in sorted(days) if day <= last][-DAYS_AT_ONCE:]


@needs(*RIGHTS)
@opens("training.session")
def printed_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to sign, for a day of the session; those who only hold an offer are on it too."""
    session = session_of(request, pk)
    asked = DayForm(session, request.GET if "jour" in request.GET else None, to_come=True)
    day = asked.cleaned_data["jour"] if asked.is_valid() else last_day(session)
    planned = {row.half: row for row in _planned(session).filter(date=day)}
    context = {
        "session": session,
        "day": day,
        "rows": [row for row in enrolments_of(session) if row.seat_id],
        "halves": [(half.label, planned.get(half.value)) for half in HalfDay],
        "operation": operation_of(session),
    }
    return render(request, "crm_applications/desk/printed_sheet.html", context)


@require_POST
@needs(*RIGHTS)
def keep_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the sheet of a day that came back signed."""
    session = session_of(request, pk)
    asked = DayForm(session, request.POST)
    day = asked.cleaned_data["jour"] if asked.is_valid() else last_day(session)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid() and asked.is_valid():
        try:
            add_scan(session, day, form.cleaned_data["file"], by=agent(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "La feuille signée est gardée au dossier de la session.")
    else:
        messages.error(request, form.told() or "Choisissez un jour de la session.")
    return redirect(sheet_address(pk, day))


def _scan(request: HttpRequest, pk: int) -> SheetScan:
    row = get_object_or_404(SheetScan.objects.select_related("session"), pk=pk)
    check_session(agent(request), row.session_id)
    return row


@require_safe
@needs(*RIGHTS)
def read_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over a sheet, never kept by the browser. The reading is journalled."""
    row = _scan(request, pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        messages.error(request, "Le fichier de cette feuille est introuvable.")
        return redirect(sheet_address(row.session_id, row.date))
    record(Action.READ, row, by=agent(request))
    return handed_over(content, row.name, row.content_type)


def handed_over(content: Any, name: str, content_type: str) -> HttpResponse:
    """A private file as an attachment. A streamed answer is no HttpResponse to the types alone."""
    answer: Any = FileResponse(
        content, as_attachment=True, filename=name, content_type=content_type
    )
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", answer)


@require_POST
@needs(*RIGHTS)
def drop_scan(request: HttpRequest, pk: int) -> HttpResponse:
    row = _scan(request, pk)
    try:
        remove_scan(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "La feuille est retirée.")
    return redirect(sheet_address(row.session_id, row.date))
