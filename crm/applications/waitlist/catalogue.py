"""The site decides dates, capacities and cancellations; this brings rosters and lists in line with them.

Nothing of the site calls the CRM when a session is changed: a job comes by often enough, and finds
nothing to do when it has come already.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.applications.decision_letters import MOVED, tell_once
from crm.applications.models import (
    LIVE,
    Application,
    ApplicationState,
    RosterState,
)
from crm.applications.rosters import move_roster
from crm.applications.seats import align, lock_roster
from crm.journal.refusal import Refused
from crm.waiting.promoting import promote
from editorial.plugins import TRAINING_SESSION
from training.models import Session

from .enlisting import enlist_strays

logger = logging.getLogger(__name__)

CANCELLED_IN_CATALOGUE = "Annulée au catalogue."
DATES_REACHED = "Les dates de la session sont atteintes."
UNDECIDED = [ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW]
HELD_BY_PEOPLE = [state for state in LIVE if state != ApplicationState.POOLED]


def follow_catalogue(at: datetime) -> None:
    for session in _cancelled():
        _try_to(session, RosterState.CANCELLED, CANCELLED_IN_CATALOGUE, at)
    for session in _begun(at):
        _begin(session, at)
    for session in _over(at):
        _try_to(session, RosterState.ENDED, DATES_REACHED, at)
    enlist_strays(at)
    for session in _to_come(at):
        settle_seats(session, at)
        tell_new_dates(session, at)


def _try_to(session: Session, to: RosterState, reason: str, at: datetime) -> bool:
    """Move a roster when the rules let it; what they refuse stays for somebody to decide."""
    try:
        move_roster(session, to, reason=reason, at=at)
    except Refused as refusal:
        logger.info("The roster of session %s stays: %s", session.pk, refusal)
        return False
    return True


def _cancelled() -> list[Session]:
    """Cancelled in the catalogue, while people still count on the session."""
    open_roster = Q(roster__state__in=[RosterState.SELECTION, RosterState.CONFIRMED])
    nobody_yet = Q(roster__isnull=True, applications__state__in=HELD_BY_PEOPLE)
    rows = Session.objects.filter(cancelled_on__isnull=False).filter(open_roster | nobody_yet)
    return list(rows.select_related("course").distinct())


def _begun(at: datetime) -> list[Session]:
    today = timezone.localdate(at)
    waiting = [RosterState.SELECTION, RosterState.CONFIRMED]
    rows = Session.objects.standing().filter(roster__state__in=waiting, starts_on__lte=today)
    return list(rows.select_related("course", "roster"))


def _begin(session: Session, at: datetime) -> None:
    """A group that is large enough, or confirmed with a reason, runs from its first day."""
    if session.roster.state == RosterState.SELECTION:
        if not large_enough(session):
            return
        if not _try_to(session, RosterState.CONFIRMED, DATES_REACHED, at):
            return
    _try_to(session, RosterState.RUNNING, "", at)


def large_enough(session: Session) -> bool:
    sure = session.roster.enrolments.exclude(state="offered").filter(seat__isnull=False).count()
    return bool(sure >= session.seats_min)


def _over(at: datetime) -> list[Session]:
    today = timezone.localdate(at)
    rows = Session.objects.standing().filter(roster__state=RosterState.RUNNING, ends_on__lt=today)
    return list(rows.select_related("course"))


def _to_come(at: datetime) -> list[Session]:
    """The sessions ahead on which somebody counts."""
    today = timezone.localdate(at)
    states = [RosterState.SELECTION, RosterState.CONFIRMED]
    followed = Q(roster__state__in=states) | Q(
        roster__isnull=True, applications__state__in=HELD_BY_PEOPLE
    )
    rows = Session.objects.standing().filter(followed, starts_on__gt=today)
    return list(rows.select_related("course").distinct())


@transaction.atomic
def settle_seats(session: Session, at: datetime) -> None:
    """Bring the seats in line with the capacity, and offer what is free when the selection is over."""
    roster = lock_roster(session)
    new = align(roster, session.seats_max)
    if new:
        promote(TRAINING_SESSION, str(session.pk), places=new, at=at)
    if not under_study(session):
        promote(TRAINING_SESSION, str(session.pk), at=at)


def under_study(session: Session) -> int:
    """How many applications to a session wait for a decision: free seats may be for them."""
    return Application.objects.filter(session=session, state__in=UNDECIDED, archived=False).count()


@transaction.atomic
def tell_new_dates(session: Session, at: datetime) -> int:
    """Tell everybody when the dates are not those that they know any more. Return how many were told."""
    roster = lock_roster(session)
    was = (roster.told_starts_on, roster.told_ends_on)
    if was == (session.starts_on, session.ends_on):
        return 0
    roster.told_starts_on, roster.told_ends_on = session.starts_on, session.ends_on
    roster.save(update_fields=["told_starts_on", "told_ends_on"])
    if was[0] is None or was[1] is None:
        return 0
    rows = Application.objects.filter(session=session, state__in=HELD_BY_PEOPLE, archived=False)
    key = f"dates-{session.starts_on:%Y%m%d}-{session.ends_on:%Y%m%d}-{at:%Y%m%d}"
    more = {"was_starts_on": was[0], "was_ends_on": was[1]}
    return sum(tell_once(row, MOVED, key, at, **more) for row in rows.select_related("person"))
