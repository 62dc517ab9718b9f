"""What the public may know of the seats of a session, in one word and at most one thing to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from editorial.dates import day as written
from editorial.plugins import TRAINING_SESSION, Availability
from training.models import Session, SessionState

from .seats import with_taken_seats

LAST_SEATS = 3
FULL_BUT_OPEN = "Complet, liste d’attente possible"


def availability(kind: str, ids: list[int]) -> dict[int, Availability]:
    """Answer the site's question for a list of sessions in one query; cancelled ones are absent."""
    if kind != TRAINING_SESSION:
        return {}
    rows = with_taken_seats(Session.objects.standing().filter(pk__in=ids))
    day = timezone.localdate()
    return {row.pk: _of(row, row.taken + row.awaited, day) for row in rows}


def of_sessions(sessions: Iterable[Session], day: date) -> dict[int, Availability]:
    rows = list(sessions)
    asked = with_taken_seats(Session.objects.filter(pk__in=[row.pk for row in rows]))
    taken = {pk: held + waits for pk, held, waits in asked.values_list("pk", "taken", "awaited")}
    return {row.pk: _of(row, taken.get(row.pk, 0), day) for row in rows}


def _of(session: Session, taken: int, day: date) -> Availability:
    """A seat that is free for those who wait already is not for a newcomer: `taken` counts them."""
    capacity = session.seats_max
    left = max(capacity - taken, 0)
    state = session.state_on(day)
    if state == SessionState.OPEN:
        mark, label = _while_open(left)
        url = reverse("apply", args=[session.pk])
        return Availability(left, capacity, label, mark, url, "Candidater")
    if state == SessionState.ANNOUNCED:
        opening = f"Candidatures à partir du {written(session.applications_open_on)}"
        return Availability(left, capacity, opening, "closed")
    if state == SessionState.CLOSED:
        mark, label = ("closed", "Candidatures closes") if left else ("full", "Complet")
        return Availability(left, capacity, label, mark)
    return Availability(left, capacity, state.label, "ended")


def _while_open(left: int) -> tuple[str, str]:
    if left == 0:
        return "waiting", FULL_BUT_OPEN
    if left == 1:
        return "last", "Dernière place"
    return (
        ("last", f"{left} dernières places")
        if left <= LAST_SEATS
        else ("open", f"{left} places libres")
    )
