"""Where the questionnaires of a trainee stand, for the list of what a file lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from crm.applications.expected import Held, Standing
from crm.applications.models import Enrolment
from crm.registers.batch import Steps, first, stepwise

from .models import Invitation, InvitationState

WORDS = {
    InvitationState.SENT: "sans réponse pour l’instant",
    InvitationState.ANSWERED: "répondu",
    InvitationState.REFUSED: "ne souhaite pas répondre",
    InvitationState.EXPIRED: "resté sans réponse",
    InvitationState.UNREACHABLE: "pas d’adresse électronique",
}


@stepwise
def asked(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """Those that were sent. One that nobody answered is no fault of the file: it is told, never late."""
    told: dict[int, list[Invitation]] = {}
    rows = Invitation.objects.filter(enrolment__in=enrolments).order_by("due_on")
    found = yield from first(rows)
    for row in found.rows:
        told.setdefault(row.enrolment_id, []).append(row)
    sessions = {row.pk: row.roster.session_id for row in enrolments}
    return {pk: _held(rows, sessions[pk]) for pk, rows in told.items()}


def _held(rows: list[Invitation], session: int) -> Held:
    waits = any(row.state == InvitationState.SENT for row in rows)
    said = [
        f"{row.get_moment_display().partition(',')[2].strip()}, {WORDS[InvitationState(row.state)]}"
        for row in rows
    ]
    return Held(
        Standing.EXPECTED if waits else Standing.HELD,
        " ; ".join(said),
        reverse("crm_session_results", args=[session]),
    )
