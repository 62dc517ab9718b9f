"""Sessions of every age, their seats, who applied to them and who came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crm.applications.models import (
    Application,
    ApplicationState,
    Attendance,
    Enrolment,
    EnrolmentState,
    HalfDay,
    Roster,
    RosterState,
    SessionSeat,
)
from training.models import Course, Session

from ..days import at_hour
from .cast import Actor, Cast
from .rows import written
from .sizes import SEATS, Lot

COURSE = "volume"
LENGTH = timedelta(days=150)
OPENS, CLOSES, DECIDES = timedelta(days=120), timedelta(days=14), timedelta(days=10)
ROSTERS = {
    Lot.TRAINEE: RosterState.RUNNING,
    Lot.TRAINED: RosterState.ENDED,
    Lot.ALUMNUS: RosterState.FILED,
}
# Sessions to which one may apply today, and the states of those who did.
OPEN_SESSIONS = 10
WAITING = [
    ApplicationState.SUBMITTED,
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.WAITLISTED,
    ApplicationState.POOLED,
]
TURNED_AWAY = "Le groupe est complet et d’autres projets étaient plus avancés."

Key = tuple[Lot, int]


def hold_sessions(actors: list[Actor], cast: Cast) -> None:
    """Write the sessions, the applications to them and the seats that are held."""
    seated = [actor for actor in actors if actor.lot in ROSTERS]
    sessions = _past_sessions(seated)
    ahead = _open_sessions(cast)
    sent = [
        actor
        for actor in actors
        if actor.lot in ROSTERS or actor.lot in {Lot.APPLICANT, Lot.TURNED_AWAY}
    ]
    applications = written(
        Application, (_application(actor, sessions, ahead, cast) for actor in sent)
    )
    by_person = {row.person_id: row for row in applications}
    rosters = _rosters(sessions)
    seats = _seats(rosters)
    enrolments = written(
        Enrolment,
        (_enrolment(actor, by_person[actor.person], rosters, seats) for actor in seated),
    )
    written(Attendance, _first_day(seated, enrolments))


def _key(actor: Actor) -> Key:
    """Those who were turned away had applied to the sessions of the former trainees."""
    return (Lot.ALUMNUS if actor.lot == Lot.TURNED_AWAY else actor.lot, actor.group)


def _course() -> Course:
    course, _ = Course.objects.get_or_create(
        code=COURSE, defaults={"title": "Télétravail indépendant (base d’essai)"}
    )
    return course


def _session(label: str, starts_on: date, course: Course) -> Session:
    return Session(
        course=course,
        label=label,
        starts_on=starts_on,
        ends_on=starts_on + LENGTH,
        applications_open_on=starts_on - OPENS,
        applications_close_on=starts_on - CLOSES,
        seats_max=SEATS,
    )


def _past_sessions(seated: list[Actor]) -> dict[Key, Session]:
    first_days = {_key(a): a.session_starts_on for a in seated if a.session_starts_on}
    course = _course()
    rows = [
        _session(f"groupe {number}", day, course)
        for number, day in enumerate(first_days.values(), 1)
    ]
    return dict(zip(first_days, written(Session, rows), strict=True))


def _open_sessions(cast: Cast) -> list[Session]:
    course = _course()
    days = (cast.today + timedelta(days=CLOSES.days + 1 + 7 * n) for n in range(OPEN_SESSIONS))
    rows = [_session(f"à venir {number}", day, course) for number, day in enumerate(days, 1)]
    return written(Session, rows)


def _application(
    actor: Actor, sessions: dict[Key, Session], ahead: list[Session], cast: Cast
) -> Application:
    row = Application(
        person_id=actor.person,
        journey_id=actor.journey,
        submitted_at=actor.opened_at,
        origin=actor.origin,
        origin_commune=actor.commune,
        status_at_entry=cast.chance.choice(["unemployed", "employee", "self_employed"]),
        project=cast.crowd.project(),
        experience_years=cast.chance.randint(0, 25),
    )
    if actor.session_starts_on is None:
        row.state = cast.chance.choice(WAITING)
        row.session = None if row.state == ApplicationState.POOLED else cast.chance.choice(ahead)
        if row.state in {ApplicationState.WAITLISTED, ApplicationState.POOLED}:
            row.decided_at = cast.after(actor.opened_at, 10)
        return row
    row.session = sessions[_key(actor)]
    row.decided_at = at_hour(actor.session_starts_on - DECIDES)
    away = actor.lot == Lot.TURNED_AWAY
    row.state = ApplicationState.REFUSED if away else ApplicationState.ADMITTED
    row.reason = TURNED_AWAY if away else ""
    return row


def _rosters(sessions: dict[Key, Session]) -> dict[Key, Roster]:
    rows = [Roster(session=session, state=ROSTERS[key[0]]) for key, session in sessions.items()]
    return dict(zip(sessions, written(Roster, rows), strict=True))


def _seats(rosters: dict[Key, Roster]) -> dict[Key, list[SessionSeat]]:
    rows = [
        SessionSeat(roster=roster, number=number)
        for roster in rosters.values()
        for number in range(SEATS, 0, -1)
    ]
    written(SessionSeat, rows)
    return {key: rows[n * SEATS : (n + 1) * SEATS] for n, key in enumerate(rosters)}


def _enrolment(
    actor: Actor,
    application: Application,
    rosters: dict[Key, Roster],
    seats: dict[Key, list[SessionSeat]],
) -> Enrolment:
    key, offered_at = _key(actor), application.decided_at
    assert offered_at is not None and actor.session_starts_on  # noqa: S101, PT018  # nosec B101
    over = actor.lot != Lot.TRAINEE
    return Enrolment(
        application=application,
        roster=rosters[key],
        seat=seats[key].pop(),
        state=EnrolmentState.COMPLETED if over else EnrolmentState.STARTED,
        offered_at=offered_at,
        confirmed_at=offered_at + timedelta(days=3),
        ended_on=actor.session_starts_on + LENGTH if over else None,
    )


def _first_day(seated: list[Actor], enrolments: list[Enrolment]) -> Iterator[Attendance]:
    """The first day on site, signed on a paper sheet."""
    for actor, enrolment in zip(seated, enrolments, strict=True):
        assert actor.session_starts_on  # noqa: S101  # nosec B101 # a seat is that of a session
        for half in HalfDay:
            yield Attendance(
                enrolment=enrolment, date=actor.session_starts_on, half=half, on_paper=True
            )
