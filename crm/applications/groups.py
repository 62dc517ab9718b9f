"""The groups: every session with its seats, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from crm.registers.batch import first, run, together
from training.models import Session

from .attendance.progress import Progress, progress_of
from .models import (
    SEATED,
    Application,
    ApplicationState,
    Attendance,
    Enrolment,
    ModuleResult,
    Roster,
    RosterState,
)
from .seats import studied, taken_seats

COMING, PAST, ALL = "", "passees", "toutes"


@dataclass(frozen=True)
class Group:
    """A session with what is counted around it."""

    session: Session
    state: RosterState
    taken: int
    left: int
    studied: int
    waiting: int


def sessions_of(period: str, today: date, rows: QuerySet[Session]) -> QuerySet[Session]:
    """Of some sessions, the coming and running ones, the next first; the past ones, the latest first."""
    if period == PAST:
        return rows.filter(ends_on__lt=today).order_by("-starts_on", "pk")
    if period == ALL:
        return rows.order_by("-starts_on", "pk")
    return rows.filter(ends_on__gte=today).order_by("starts_on", "pk")


def groups(sessions: list[Session]) -> list[Group]:
    """Return each session with its counts: three queries, whatever their number."""
    ids = [session.pk for session in sessions]
    taken, study = taken_seats(ids), studied(ids)
    waiting = Application.objects.filter(session__in=ids, state=ApplicationState.WAITLISTED)
    rosters = Roster.objects.filter(session__in=ids)
    waits, states = (
        dict(found.rows)
        for found in run(
            together(
                [
                    first(waiting.values_list("session").annotate(Count("pk")).order_by()),
                    first(rosters.values_list("session", "state")),
                ]
            )
        )
    )
    return [
        Group(
            session,
            RosterState(states.get(session.pk, RosterState.SELECTION)),
            taken.get(session.pk, 0),
            max(0, session.seats_max - taken.get(session.pk, 0)),
            study.get(session.pk, 0),
            waits.get(session.pk, 0),
        )
        for session in sessions
    ]


def roster_state(session: Session) -> RosterState:
    state = Roster.objects.filter(session=session).values_list("state", flat=True).first()
    return RosterState(state) if state else RosterState.SELECTION


def enrolments_of(session: Session) -> list[Enrolment]:
    """Those who hold a seat, in its order, then those who left."""
    rows = (
        Enrolment.objects.filter(roster__session=session)
        .select_related("application__person", "seat")
        .order_by("seat__number", "offered_at", "pk")
    )
    return sorted(rows, key=lambda row: row.state not in SEATED)


def trainees(session: Session) -> list[tuple[Enrolment, Progress]]:
    rows = enrolments_of(session)
    come = progress_of(session, [row.pk for row in rows])
    return [(row, come[row.pk]) for row in rows]


def waiting_lists(session: Session) -> list[tuple[str, list[Application]]]:
    """Who waits around the seats: studied, on the waiting list, put off. Empty lists are left out."""
    asked = Q(state__in=[ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW])
    kept = Q(state__in=[ApplicationState.WAITLISTED, ApplicationState.POOLED])
    rows = (
        Application.objects.filter(asked | kept, session=session, archived=False)
        .select_related("person")
        .order_by("decided_at", "submitted_at", "pk")
    )
    lists: dict[str, list[Application]] = {
        "Sur liste d’attente": [], "À l’étude": [], "Reportées à une prochaine session": [],
    }  # fmt: skip
    names = {
        ApplicationState.WAITLISTED: "Sur liste d’attente",
        ApplicationState.POOLED: "Reportées à une prochaine session",
    }
    for row in rows:
        lists[names.get(ApplicationState(row.state), "À l’étude")].append(row)
    return [(name, people) for name, people in lists.items() if people]


def noted_on(session: Session, day: date) -> dict[tuple[int, str], Attendance]:
    """Return what was noted of a day per enrolment id and half-day, corrections included."""
    rows = Attendance.objects.filter(enrolment__roster__session=session, date=day)
    told = rows.select_related("trainer").prefetch_related("corrections__by")
    return {(row.enrolment_id, row.half): row for row in told}


def validated_in(session: Session) -> dict[tuple[int, int], ModuleResult]:
    """Return the results of a session per enrolment id and module id."""
    rows = ModuleResult.objects.filter(enrolment__roster__session=session)
    return {(row.enrolment_id, row.module_id): row for row in rows}
