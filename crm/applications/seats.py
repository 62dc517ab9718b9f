"""Seats. The roster's row is the lock: those who want the last seat wait in line for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from crm.journal.refusal import Refused
from crm.registers.words import counted
from training.models import Session

from .models import (
    SEATED,
    Application,
    Enrolment,
    EnrolmentState,
    Roster,
    RosterState,
    SessionSeat,
)


def lock_roster(session: Session | int) -> Roster:
    """Return the roster of a session, made when it is missing, locked until the transaction ends.

    Whoever takes, gives back or offers seats locks it before any application: nobody waits in a ring.
    """
    pk = session if isinstance(session, int) else session.pk
    locked = Roster.objects.select_for_update().filter(session=pk).first()
    if locked is None:
        Roster.objects.get_or_create(session_id=pk)
        locked = Roster.objects.select_for_update().get(session=pk)
    return locked


def hold(sessions: Iterable[int | None]) -> None:
    """Lock the rosters of some sessions, in the order that everybody keeps."""
    for pk in sorted({pk for pk in sessions if pk}):
        lock_roster(pk)


def align(roster: Roster, capacity: int) -> int:
    """Bring the seat rows in line with the capacity; return how many are new where some were.

    Only free rows are ever taken away.
    """
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
    return len(set(range(1, capacity + 1)) - numbers) if numbers else 0


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
    """Sessions that each know how many of their seats are held (`taken`), and who waits (`awaited`)."""
    held = Q(roster__enrolments__state__in=SEATED)
    waits = Q(applications__state="waitlisted", applications__archived=False)
    return sessions.annotate(
        taken=Count("roster__enrolments", filter=held, distinct=True),
        awaited=Count("applications", filter=waits, distinct=True),
    )


@transaction.atomic
def refuse_capacity(session: Session, new: int) -> str:
    """Return why a session cannot shrink to a capacity, "" when it can.

    In a caller's transaction the answer stays true until its end: the roster is locked.
    """
    if Roster.objects.filter(session=session.pk).exists():
        lock_roster(session)
    rows = Enrolment.objects.filter(roster__session=session.pk, state__in=SEATED)
    held = rows.aggregate(
        offered=Count("pk", filter=Q(state=EnrolmentState.OFFERED)), taken=Count("pk")
    )
    if new >= held["taken"]:
        return ""
    seats = counted(held["taken"], "place est tenue", "places sont tenues", feminine=True)
    offered = counted(held["offered"], "proposée", feminine=True)
    among = f", dont {offered}" if held["offered"] else ""
    return f"{seats.capitalize()}{among} : la capacité ne peut pas descendre à {new}."


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
