"""What sessions answer to the machine of waiting lists: seats, whose turn passes, and the offer itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.applications.decision_letters import SEAT_OFFERED
from crm.applications.models import (
    SEATED,
    Application,
    ApplicationState,
    Enrolment,
    RosterState,
)
from crm.applications.seats import align, lock_roster, taken_seats
from crm.applications.services import move
from crm.journal.refusal import Refused
from crm.waiting.models import WaitEntry
from crm.waiting.takers import Taker
from editorial.dates import day as written
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "La candidature n’est plus sur liste d’attente."
THEIR_TURN = "Son tour est venu sur la liste d’attente."
AT_WORK = {RosterState.RUNNING, RosterState.ENDED, RosterState.FILED}


def hold(key: str) -> None:
    lock_roster(int(key))


def left(session: int) -> int:
    """How many seats of a session are free, as far as one can see without a lock."""
    capacity = Session.objects.values_list("seats_max", flat=True).get(pk=session)
    return max(0, capacity - taken_seats([session]).get(session, 0))


def free(key: str) -> int:
    session = Session.objects.get(pk=int(key))
    roster = lock_roster(session)
    align(roster, session.seats_max)
    taken = roster.enrolments.filter(state__in=SEATED).count()
    empty = roster.seats.filter(enrolment__isnull=True).count()
    return max(0, min(empty, session.seats_max - taken))


def blocked(key: str, at: datetime) -> str:
    session = Session.objects.select_related("roster").get(pk=int(key))
    roster = getattr(session, "roster", None)
    state = RosterState(roster.state) if roster else RosterState.SELECTION
    if session.cancelled_on or state == RosterState.CANCELLED:
        return "La session est annulée."
    if session.starts_on <= timezone.localdate(at):
        return f"La session a commencé le {written(session.starts_on)}."
    if state in AT_WORK:
        return f"La session est {state.label}."
    return ""


def refuse(entry: WaitEntry, at: datetime) -> str:
    return refusals([entry]).get(entry.pk, "")


def refusals(entries: Sequence[WaitEntry]) -> dict[int, str]:
    """Return, per entry id, why its turn passes: three queries, whatever their number."""
    rows = Application.objects.select_related("session").in_bulk(
        [int(entry.reference) for entry in entries]
    )
    held = _held_elsewhere({row.person_id for row in rows.values()})
    found = {}
    for entry in entries:
        why = _refusal(rows.get(int(entry.reference)), held)
        if why:
            found[entry.pk] = why
    return found


def _held_elsewhere(people: set[int]) -> dict[int, list[Session]]:
    seats = Enrolment.objects.filter(application__person__in=people, state__in=SEATED)
    found: dict[int, list[Session]] = {}
    for row in seats.select_related("application", "roster__session__course"):
        found.setdefault(row.application.person_id, []).append(row.roster.session)
    return found


def _refusal(row: Application | None, held: dict[int, list[Session]]) -> str:
    if row is None or row.state != ApplicationState.WAITLISTED or row.session is None:
        return GONE
    if row.archived:
        return "La candidature est archivée."
    for other in held.get(row.person_id, []):
        if other.starts_on <= row.session.ends_on and other.ends_on >= row.session.starts_on:
            return f"Tient déjà une place aux mêmes dates : « {other} »."[:240]
    return ""


def offer(entry: WaitEntry, by: User | None, reason: str, at: datetime) -> None:
    row = Application.objects.get(pk=int(entry.reference))
    if row.state != ApplicationState.WAITLISTED:
        raise Refused(GONE)
    why = reason.strip() or THEIR_TURN
    move(row, ApplicationState.ADMITTED, by=by, reason=why, letter=SEAT_OFFERED, at=at)


TAKER = Taker(hold=hold, free=free, blocked=blocked, refuse=refuse, offer=offer)
