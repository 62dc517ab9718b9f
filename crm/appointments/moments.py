"""What appointments tell in a file: taken, moved, missed, cancelled. One that was held is an exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from .models import AppointmentParty, AppointmentState, BookedThrough, Invitation
from .outcomes import written

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ENDS = {
    AppointmentState.NO_SHOW: "Absence au rendez-vous",
    AppointmentState.BY_PERSON: "Rendez-vous annulé par la personne",
    AppointmentState.BY_SERVICE: "Rendez-vous annulé par l’équipe",
}


@stepwise
def moments(person: Person, user: User) -> Steps[list[Moment]]:
    """Two steps, and the moves of what was booked."""
    if not user.has_perm("crm_appointments.view_appointment"):
        return []
    rows = (
        AppointmentParty.objects.filter(person=person)
        .select_related("appointment__reason", "booked_by")
        .prefetch_related("appointment__moves__by")
    )
    asked = Invitation.objects.filter(person=person).select_related("reason", "sent_by")
    booked, invited = yield from together([first(rows), first(asked)])
    told = [moment for row in booked.rows for moment in _of(row)]
    return told + [
        Moment(
            row.sent_at, "mail", "Invité à prendre rendez-vous", str(row.reason),
            called(row.sent_by),
        )
        for row in invited.rows
    ]  # fmt: skip


def _of(row: AppointmentParty) -> list[Moment]:
    appointment = row.appointment
    what = f"{appointment.reason}, le {written(appointment.starts_at)}"
    through = BookedThrough(row.through).label
    found = [
        Moment(
            row.booked_at, "calendar-days", f"Rendez-vous pris {through}", what,
            called(row.booked_by),
        )
    ]  # fmt: skip
    found += [
        Moment(
            one.at,
            "history",
            "Rendez-vous déplacé par la personne" if one.by_person else "Rendez-vous déplacé",
            f"Il était le {written(one.was_at)}.",
            called(one.by),
        )
        for one in appointment.moves.all()
        if one.at >= row.booked_at
    ]
    if row.closed_at and row.state in ENDS:
        found.append(Moment(row.closed_at, "circle-x", ENDS[AppointmentState(row.state)], what))
    return found
