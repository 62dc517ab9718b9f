"""Appointments in an advisor's own calendar and in the file of a booking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm.journeys.agenda import Dated
from editorial.happenings import Happening, Standing

from .letters import place_of
from .models import Appointment, AppointmentParty, AppointmentState, Place
from .outcomes import is_cancelled
from .wall import midnight

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def appointments(user: User, start: date, end: date) -> list[Dated]:
    """One date a known household, the end excluded. Somebody unknown has no file to name."""
    rows = (
        AppointmentParty.objects.standing()
        .filter(
            appointment__advisor=user,
            appointment__starts_at__gte=midnight(start),
            appointment__starts_at__lt=midnight(end),
            person__isnull=False,
            person__anonymised_at__isnull=True,
        )
        .select_related("person", "appointment__reason")
        .order_by("appointment__starts_at", "pk")
    )
    return [
        Dated(
            f"rdv-{row.pk}",
            row.person,
            "Rendez-vous",
            row.appointment.starts_at,
            row.appointment.ends_at,
            f"{row.appointment.reason}, {Place(row.appointment.place).label}",
        )
        for row in rows
        if row.person
    ]


def happening(party: AppointmentParty, path: str) -> Happening:
    """The booking as the person's calendar keeps it: moved, the same; cancelled, it says so."""
    appointment: Appointment = party.appointment
    lines = [f"À apporter : {line}" for line in appointment.reason.to_bring.splitlines() if line]
    if appointment.video_link:
        lines.insert(0, appointment.video_link)
    cancelled = is_cancelled(party)
    return Happening(
        uid=f"rendez-vous-{party.pk}",
        starts=appointment.starts_at,
        ends=appointment.ends_at,
        title=f"Rendez-vous : {appointment.reason}",
        kind="Rendez-vous",
        place=place_of(appointment),
        text="\n".join(lines),
        path=path,
        label=AppointmentState(party.state).label.capitalize() if cancelled else "",
        standing=Standing.CANCELLED if cancelled else Standing.CONFIRMED,
        modified=appointment.changed_at if not party.closed_at else party.closed_at,
    )
