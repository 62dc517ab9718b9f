"""The door of rosters: from the selection to the closed file of a session."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.funding.entries import check_entries
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.waiting.services import close_list
from editorial.plugins import TRAINING_SESSION
from training.models import Session

from .decision_letters import CANCELLED
from .models import (
    LIVE,
    SEATED,
    Application,
    ApplicationState,
    EnrolmentState,
    Roster,
    RosterState,
)
from .seats import lock_roster
from .services import move

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CANCELLED_SESSION = "La session est annulée."

PATHS: dict[RosterState, set[RosterState]] = {
    RosterState.SELECTION: {RosterState.CONFIRMED, RosterState.CANCELLED},
    RosterState.CONFIRMED: {RosterState.RUNNING, RosterState.CANCELLED},
    RosterState.RUNNING: {RosterState.ENDED},
    RosterState.ENDED: {RosterState.FILED},
    RosterState.FILED: set(),
    RosterState.CANCELLED: set(),
}


@transaction.atomic
def move_roster(
    session: Session,
    to: RosterState,
    *,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Roster:
    """The only door between the states of a roster. Too few confirmed needs a reason."""
    now = at or timezone.now()
    # The roster before applications, as move() does: nobody waits in a ring.
    roster = lock_roster(session)
    live = list(
        Application.objects.select_for_update()
        .filter(session=session, state__in=LIVE)
        .order_by("pk")
    )
    before = RosterState(roster.state)
    if to not in PATHS[before]:
        raise Refused(f"Une session « {before.label} » ne devient pas « {to.label} ».")
    _check(roster, session, to, reason, now)
    roster.state = to
    roster.save(update_fields=["state"])
    record(Action.MOVED, roster, by=by, before=before, after=to, reason=reason, at=now)
    if to == RosterState.CANCELLED:
        for application in live:
            _put_back(application, session.cancel_reason, by, now)
        why = session.cancel_reason or CANCELLED_SESSION
        close_list(TRAINING_SESSION, str(session.pk), reason=why, by=by, at=now)
    return roster


def _put_back(application: Application, reason: str, by: User | None, now: datetime) -> None:
    """Pool an application whose session is cancelled: seat given back, person told, nothing to send again."""
    if application.state == ApplicationState.POOLED:
        return
    if application.state == ApplicationState.SUBMITTED:
        move(application, ApplicationState.UNDER_REVIEW, by=by, at=now)
    move(application, ApplicationState.POOLED, by=by, reason=reason, letter=CANCELLED, at=now)


def _expected(roster: Roster) -> list[int]:
    """The people who hold a place of their own, by id."""
    sure = [state for state in SEATED if state != EnrolmentState.OFFERED]
    return list(
        roster.enrolments.filter(state__in=sure).values_list("application__person", flat=True)
    )


def _decided_small(roster: Roster, to: RosterState) -> bool:
    """Whether a group was confirmed short with a reason: it holds for the beginning too."""
    if to != RosterState.RUNNING:
        return False
    confirmed = Entry.objects.about(roster).filter(after=RosterState.CONFIRMED)
    return confirmed.exclude(reason="").exists()


def _check(roster: Roster, session: Session, to: RosterState, reason: str, now: datetime) -> None:
    today = timezone.localdate(now)
    if to in {RosterState.CONFIRMED, RosterState.RUNNING}:
        sure = roster.enrolments.filter(
            state__in=[state for state in SEATED if state != EnrolmentState.OFFERED]
        ).count()
        if sure < session.seats_min and not (reason.strip() or _decided_small(roster, to)):
            raise Refused(
                f"{sure} places confirmées sur {session.seats_min} au moins : indiquez un motif."
            )
    if to == RosterState.RUNNING and today < session.starts_on:
        raise Refused(f"La session commence le {session.starts_on:%d/%m/%Y}.")
    if to == RosterState.RUNNING:
        check_entries(session, _expected(roster), reason)
    if to == RosterState.ENDED and today < session.ends_on:
        raise Refused(f"La session se termine le {session.ends_on:%d/%m/%Y}.")
    if to == RosterState.CANCELLED and not session.cancelled_on:
        raise Refused("Annulez d’abord la session au catalogue, avec son motif.")
