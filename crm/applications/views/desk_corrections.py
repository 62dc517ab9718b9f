"""What was noted wrongly: taken back while it is fresh, corrected with a reason afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.applications.attendance.corrections import absence_now, correct, undo
from crm.applications.attendance.rules import is_locked, locks_at
from crm.applications.calendar.whose import check_session
from crm.applications.forms_signing import CorrectionForm
from crm.applications.models import Attendance
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.registers.opening import opens

from .desk_attendance import sheet_address
from .desk_rosters import trail_of

RIGHTS = ("crm_applications.view_roster", "crm_applications.add_attendance")
CORRECT = (*RIGHTS, "crm_applications.correct_attendance")


def attendance_of(request: HttpRequest, pk: int) -> Attendance:
    """A half-day of a session that whoever asks may open."""
    rows = Attendance.objects.select_related(
        "enrolment__application__person", "enrolment__roster__session__course", "trainer"
    ).prefetch_related("corrections__by")
    row = get_object_or_404(rows, pk=pk)
    check_session(agent(request), row.enrolment.roster.session_id)
    return row


@require_POST
@needs(*RIGHTS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = attendance_of(request, pk)
    try:
        undo(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Annulée : {row}, {row.enrolment.application.person}.")
    return redirect(sheet_address(row.enrolment.roster.session_id, row.date))


@needs(*CORRECT)
@opens("crm_applications.attendance", "enrolment__application__person")
def correct_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """What was noted, each correction of it, and the form of the next one."""
    row = attendance_of(request, pk)
    session, person = row.enrolment.roster.session, row.enrolment.application.person
    initial = {"minutes": row.minutes_kept or (row.half_day.minutes if row.half_day else 210)}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct(row, **form.answers(), by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, person, by=agent(request))
            messages.success(request, f"Corrigée : {row}, {person}. L’original reste lisible.")
            return redirect(sheet_address(session.pk, row.date))
    context: dict[str, Any] = {
        "row": row,
        "person": person,
        "session": session,
        "now": absence_now(row),
        "locked": is_locked(row, timezone.now()),
        "locks_at": locks_at(row),
        "form": form,
        "back": sheet_address(session.pk, row.date),
        "trail": [*trail_of(session), {"url": "", "label": f"Corriger, {row}"}],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/correct.html", context, status=status)
