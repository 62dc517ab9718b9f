"""Appointments in a file: those to come, the last ones, and the ways to take one."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise, together

from .models import AppointmentParty, AppointmentState, Invitation

PAST = 5


@stepwise
def panel(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_appointments.view_appointment"):
        return SafeString("")
    now = timezone.now()
    rows = AppointmentParty.objects.filter(person=person).select_related(
        "appointment__reason", "appointment__advisor"
    )
    planned = AppointmentState.PLANNED
    waiting = Invitation.objects.waiting(timezone.localdate(now)).filter(person=person)
    coming, past, invitations = yield from together(
        [
            first(rows.filter(state=planned).order_by("appointment__starts_at")),
            first(rows.exclude(state=planned).order_by("-appointment__starts_at")[:PAST]),
            first(waiting.select_related("reason")),
        ]
    )
    context = {
        "person": person,
        "now": now,
        "coming": coming.rows,
        "past": past.rows,
        "invitations": invitations.rows,
    }
    return render_to_string("crm_appointments/desk/panel.html", context, request)
