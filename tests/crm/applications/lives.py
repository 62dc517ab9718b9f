"""People brought where a test needs them, through the doors."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.services import move, move_enrolment
from tests.crm.factories import make_application
from tests.training.factories import SessionFactory

PARIS = ZoneInfo("Europe/Paris")
SENT = datetime(2011, 3, 1, 9, tzinfo=PARIS)
DECIDED = SENT + timedelta(days=7)
STARTS = date(2011, 5, 9)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)


def studied(session=None, **known) -> Application:
    application = make_application(session or SessionFactory(), **{"at": SENT} | known)
    return move(application, ApplicationState.UNDER_REVIEW, at=known.get("at", SENT))


def admitted(session=None, **known) -> Application:
    at = known.get("at", SENT) + timedelta(days=7)
    return move(studied(session, **known), ApplicationState.ADMITTED, at=at)


def offered(session=None, **known) -> Enrolment:
    return admitted(session, **known).enrolment


def confirmed(session=None, **known) -> Enrolment:
    at = known.get("at", SENT) + timedelta(days=8)
    return move_enrolment(offered(session, **known), EnrolmentState.CONFIRMED, at=at)


def brought_to(state, session=None):
    """Return an application that went to a state through the door."""
    application = make_application(session or SessionFactory(), at=SENT)
    if state == ApplicationState.SUBMITTED:
        return application
    if state == ApplicationState.WITHDRAWN:
        return move(application, state, at=DECIDED)
    move(application, ApplicationState.UNDER_REVIEW, at=SENT)
    if state != ApplicationState.UNDER_REVIEW:
        move(application, state, reason="Projet à mûrir.", at=DECIDED)
    return application
