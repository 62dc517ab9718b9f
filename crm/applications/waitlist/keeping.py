"""How the waiting list of a session follows what is decided of applications and seats."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.journal.refusal import Refused
from crm.letters.services import outbox_is_shut
from crm.registers.words import counted
from crm.waiting import services as waiting
from crm.waiting.models import WaitEntry, WaitState
from crm.waiting.promoting import ahead_of, promote
from editorial.plugins import TRAINING_SESSION

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ANSWERS = {
    EnrolmentState.CONFIRMED: WaitState.ACCEPTED,
    EnrolmentState.DECLINED: WaitState.DECLINED,
    EnrolmentState.EXPIRED: WaitState.EXPIRED,
    EnrolmentState.WITHDRAWN: WaitState.REMOVED,
}


def entry_of(application: Application, session: int | None) -> WaitEntry | None:
    """The live entry of an application on the list of a session."""
    return waiting.live_entry(TRAINING_SESSION, str(session), str(application.pk))


def check_turn(application: Application, reason: str) -> None:
    """Raise Refused when somebody is admitted before others of the same list, and nothing says why."""
    entry = entry_of(application, application.session_id)
    if entry is None or entry.state != WaitState.WAITING or reason.strip():
        return
    if ahead := ahead_of(entry):
        told = counted(ahead, "personne attend", "personnes attendent", feminine=True)
        raise Refused(
            f"{told.capitalize()} avant elle : indiquez le motif qui la fait passer devant."
        )


def follow_application(
    row: Application,
    before: ApplicationState,
    waited_for: int | None,
    enrolment: Enrolment | None,
    *,
    by: User | None,
    reason: str,
    at: datetime,
) -> None:
    """Join, offer or leave the list. `waited_for` is the session that the application had before."""
    if row.state == ApplicationState.WAITLISTED:
        if row.session_id:
            waiting.join(
                TRAINING_SESSION, str(row.session_id), person=row.person, reference=str(row.pk),
                by=by, reason=reason, at=at,
            )  # fmt: skip
        return
    entry = entry_of(row, waited_for) if before == ApplicationState.WAITLISTED else None
    if entry is None:
        return
    if enrolment is not None and enrolment.expires_at and row.session_id == waited_for:
        waiting.offer(entry, enrolment.expires_at, by=by, at=at)
        return
    why = reason.strip() or f"Candidature {ApplicationState(row.state).label}."
    waiting.move(entry, WaitState.REMOVED, by=by, reason=why, at=at)


def follow_enrolment(
    application: Application,
    session: int,
    to: EnrolmentState,
    *,
    by: User | None,
    reason: str,
    at: datetime,
) -> None:
    """An offer that came from the list is answered there too."""
    entry = entry_of(application, session) if to in ANSWERS else None
    if entry is not None and entry.state == WaitState.OFFERED:
        why = reason.strip() or f"Inscription {to.label}."
        waiting.move(entry, ANSWERS[to], by=by, reason=why, at=at)


def give_to_the_next(session: int, at: datetime) -> None:
    """A seat was given back: it goes to whoever waits, in the same transaction.

    Nobody is offered a seat without being told: while the outbox is shut, it waits for the next
    passage of the job, or for whoever shut it.
    """
    if outbox_is_shut():
        return
    promote(TRAINING_SESSION, str(session), places=1, at=at)
