"""Seats. The roster's row is the lock: those who want the last seat wait in line for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from crm.journal.refusal import Refused
from training.models import Session

from .models import SEATED, Application, Enrolment, Roster, RosterState, SessionSeat


def lock_roster(session: Session) -> Roster:
    """Return the roster of a session, made when it is missing, locked until the transaction ends."""
    Roster.objects.get_or_create(session=session)
    return Roster.objects.select_for_update().get(session=session)


def align(roster: Roster, capacity: int) -> None:
    """Bring the seat rows in line with the capacity. Only free rows are ever taken away."""
    numbers = set(roster.seats.values_list("number", flat=True))
    SessionSeat.objects.bulk_create(
        SessionSeat(roster=roster, number=number)
        for number in range(1, capacity + 1)
        if number not in numbers
    )
    surplus = len(numbers | set(range(1, capacity + 1))) - capacity
    if surplus > 0:
        free = roster.seats.filter(enrolment__isnull=True).order_by("-number")
        SessionSeat.objects.filter(
            pk__in=list(free.values_list("pk", flat=True)[:surplus])
        ).delete()


@transaction.atomic
def take_seat(session: Session) -> SessionSeat:
    """Return a free seat under the roster's lock. Raises Refused when there is none."""
    roster = lock_roster(session)
    session.refresh_from_db()
    if session.cancelled_on or roster.state == RosterState.CANCELLED:
        raise Refused(f"« {session} » est annulée.")
    align(roster, session.seats_max)
    taken = roster.enrolments.filter(state__in=SEATED).count()
    seat = roster.seats.filter(enrolment__isnull=True).order_by("number").first()
    if seat is None or taken >= session.seats_max:
        raise Refused(f"« {session} » est complète ({session.seats_max} places).")
    return seat


def taken_seats(ids: list[int]) -> dict[int, int]:
    """Return, per session id, how many seats are held."""
    rows = (
        Enrolment.objects.filter(roster__session_id__in=ids, state__in=SEATED)
        .values_list("roster__session_id")
        .annotate(taken=Count("pk"))
    )
    return dict(rows)


def with_taken_seats(sessions: QuerySet[Session]) -> QuerySet[Any]:
    """Sessions that each know how many of their seats are held (`taken`)."""
    held = Q(roster__enrolments__state__in=SEATED)
    return sessions.annotate(taken=Count("roster__enrolments", filter=held))


def refuse_capacity(session: Session, new: int) -> str:
    """Return why a session cannot shrink to a capacity, "" when it can."""
    taken = taken_seats([session.pk]).get(session.pk, 0)
    if new < taken:
        return f"{taken} places sont déjà prises : la capacité ne peut pas descendre à {new}."
    return ""


def studied(ids: list[int]) -> dict[int, int]:
    """Return, per session id, how many applications are being studied."""
    rows = (
        Application.objects.filter(session_id__in=ids)
        .filter(Q(state="submitted") | Q(state="under_review"))
        .values_list("session_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def places_left(sessions: Iterable[Session]) -> dict[int, int]:
    """Return, per session id, how many seats are free, in one query."""
    rows = list(sessions)
    taken = taken_seats([row.pk for row in rows])
    return {row.pk: max(0, row.seats_max - taken.get(row.pk, 0)) for row in rows}
