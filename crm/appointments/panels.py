"""Appointments in a file: those to come, the last ones, and the ways to take one."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent

from .models import AppointmentParty, AppointmentState, Invitation

PAST = 5


def panel(request: HttpRequest, person: Person) -> SafeString:
    if not agent(request).has_perm("crm_appointments.view_appointment"):
        return SafeString("")
    now = timezone.now()
    rows = AppointmentParty.objects.filter(person=person).select_related(
        "appointment__reason", "appointment__advisor"
    )
    planned = AppointmentState.PLANNED
    waiting = Invitation.objects.waiting(timezone.localdate(now)).filter(person=person)
    context = {
        "person": person,
        "now": now,
        "coming": list(rows.filter(state=planned).order_by("appointment__starts_at")),
        "past": list(rows.exclude(state=planned).order_by("-appointment__starts_at")[:PAST]),
        "invitations": list(waiting.select_related("reason")),
    }
    return render_to_string("crm_appointments/desk/panel.html", context, request)
