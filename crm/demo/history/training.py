"""Who applied to a session, who came, and how the training ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.applications.attendance import complete, note_sheet
from crm.applications.models import (
    Application,
    ApplicationState,
    Enrolment,
    EnrolmentState,
    HalfDay,
    RosterState,
)
from crm.applications.rosters import move_roster
from crm.applications.services import apply, move, move_enrolment
from crm.journeys.models import CloseReason, Stage
from crm.journeys.services import move as move_journey
from crm.people.models import Person
from crm.people.services import open_file
from training.models import Session

from ..days import at_hour, weekdays
from ..people import Crowd
from .recipe import ABANDONED, FIRST_DAY, Cohort

SHORT = "Désistement la veille : le groupe tient."
PAPER = "Repris du registre papier : modules à distance suivis."
NOT_KEPT = "Le groupe est complet et d’autres projets étaient plus avancés."


@dataclass
class Trained:
    """The people of a cohort who came, locals apart, and those who were not kept."""

    cohort: Cohort
    session: Session
    locals: list[Application] = field(default_factory=list)
    outsiders: list[Application] = field(default_factory=list)
    not_kept: list[Person] = field(default_factory=list)

    @property
    def started(self) -> list[Application]:
        return self.locals + self.outsiders


def train(cohort: Cohort, session: Session, crowd: Crowd, again: list[Person]) -> Trained:
    """Play a session from its first application to its end."""
    found = Trained(cohort, session)
    days = weekdays(max(session.applications_open_on, FIRST_DAY), session.applications_close_on)
    sent = sorted(crowd.chance.choice(days) for _ in range(cohort.registered + len(again)))
    seated = _apply(found, crowd, [sent.pop(0) for _ in range(cohort.admitted)])
    for person in again:
        _turn_away(apply(person, session, project=crowd.project(), at=at_hour(sent.pop())), crowd)
    for day in sent:
        application = _file(session, crowd, day, local=crowd.chance.random() < 0.4)
        _turn_away(application, crowd)
        found.not_kept.append(application.person)
    _hold(found, seated)
    return found


def _file(
    session: Session, crowd: Crowd, day: date, *, local: bool, status: str = ""
) -> Application:
    place = crowd.local() if local else crowd.outsider()
    known = {"phone": ""} | ({"professional_status": status} if status else {})
    person = open_file(crowd.identity(place, **known), at=at_hour(day))
    years = crowd.chance.randint(2, 25)
    return apply(person, session, project=crowd.project(), experience_years=years, at=at_hour(day))


def _apply(found: Trained, crowd: Crowd, days: list[date]) -> list[Application]:
    """Those who get a place, locals first; those who will not come close the list."""
    cohort, session = found.cohort, found.session
    local = cohort.started - cohort.exogenous
    seated = []
    for rank, day in enumerate(days):
        near = rank < local or (rank >= cohort.started and crowd.chance.random() < 0.5)
        status = crowd.chance.choice(["unemployed", "long_unemployed", "inactive"])
        application = _file(session, crowd, day, local=near, status=status if near else "")
        _admit(application)
        seated.append(application)
    found.locals, found.outsiders = seated[:local], seated[local : cohort.started]
    return seated


def _decision_day(session: Session) -> date:
    return session.applications_close_on + timedelta(days=4)


def _admit(application: Application) -> None:
    session = application.session
    assert session is not None  # noqa: S101  # nosec B101 # a cohort applies to its session
    day = _decision_day(session)
    move(application, ApplicationState.UNDER_REVIEW, at=at_hour(day, 9))
    move(application, ApplicationState.ADMITTED, at=at_hour(day, 10))
    confirmed = at_hour(day + timedelta(days=3))
    move_enrolment(
        Enrolment.objects.get(application=application), EnrolmentState.CONFIRMED, at=confirmed
    )


def _turn_away(application: Application, crowd: Crowd) -> None:
    session, journey = application.session, application.journey
    assert session is not None and journey is not None  # noqa: S101, PT018  # nosec B101
    day = at_hour(_decision_day(session), 11)
    if crowd.chance.random() < 0.2:
        move(application, ApplicationState.WITHDRAWN, at=day)
        why = CloseReason.GAVE_UP
    else:
        move(application, ApplicationState.UNDER_REVIEW, at=day)
        move(application, ApplicationState.REFUSED, reason=NOT_KEPT, at=day)
        why = CloseReason.REFUSED
    if journey.closed_at is None:
        move_journey(journey, Stage.CLOSED, close_reason=why, at=day)


def _hold(found: Trained, seated: list[Application]) -> None:
    session = found.session
    eve = session.starts_on - timedelta(days=3)
    move_roster(session, RosterState.CONFIRMED, at=at_hour(eve, 9))
    for application in seated[found.cohort.started :]:
        move(application, ApplicationState.WITHDRAWN, at=at_hour(eve, 10))
        _close(application, CloseReason.GAVE_UP, eve)
    short = SHORT if found.cohort.started < session.seats_min else ""
    move_roster(session, RosterState.RUNNING, reason=short, at=at_hour(session.starts_on, 8))
    weeks = list(session.weeks.all())
    gone = ABANDONED.get(found.cohort.label, 0)
    for rank, application in enumerate(reversed(found.started)):
        _follow(application, session, weeks, leaves=rank < gone)
    move_roster(session, RosterState.ENDED, at=at_hour(session.ends_on, 18))
    move_roster(session, RosterState.FILED, at=at_hour(session.ends_on + timedelta(days=30)))


def _follow(application: Application, session: Session, weeks: list, *, leaves: bool) -> None:  # type: ignore[type-arg]
    enrolment = Enrolment.objects.get(application=application)
    for week in weeks[:1] if leaves else weeks:
        signed = [(day, half) for day in weekdays(week.starts_on, week.ends_on) for half in HalfDay]
        note_sheet(enrolment, signed, at=at_hour(week.ends_on, 18))
    if leaves:
        left = session.starts_on + timedelta(days=60)
        move_enrolment(
            enrolment, EnrolmentState.ABANDONED, reason="Emploi retrouvé.", at=at_hour(left)
        )
        _close(application, CloseReason.OTHER, left)
    else:
        complete(enrolment, reason=PAPER, at=at_hour(session.ends_on, 17))


def _close(application: Application, why: CloseReason, day: date) -> None:
    journey = application.journey
    assert journey is not None  # noqa: S101  # nosec B101 # apply() opens one
    journey.refresh_from_db()
    move_journey(journey, Stage.CLOSED, close_reason=why, at=at_hour(day))
