"""A session with a calendar, its trainer and its room; and somebody who follows it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.planning import add_half_day
from crm.applications.models import Enrolment, EnrolmentState, HalfDay
from crm.applications.services import move_enrolment
from tests.crm.applications.lives import STARTS, offered
from tests.telecentre.factories import SiteFactory, SpaceFactory
from tests.training.factories import ModuleFactory, SessionFactory, WeekFactory
from training.models import ModuleKind, Session

PARIS = ZoneInfo("Europe/Paris")
AM, PM = HalfDay.MORNING, HalfDay.AFTERNOON
HOURS = {AM: (time(9), time(12, 30)), PM: (time(13, 30), time(17))}


def hour(day: date, hours: int, minutes: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=PARIS)


def taught_session(**known) -> Session:
    """Two weeks on site, two modules on site, three at a distance, one a week for its documents."""
    session = SessionFactory(**{"starts_on": STARTS} | known)
    first = session.starts_on
    for number in (1, 2, 3):
        ModuleFactory(
            course=session.course, number=number, title=f"À distance {number}", hours=8 + number
        )
    for number, begins in ((4, first), (5, first + timedelta(days=140))):
        ModuleFactory(
            course=session.course,
            number=number,
            title=f"Sur place {number}",
            kind=ModuleKind.ON_SITE,
            hours=35,
        )
        WeekFactory(session=session, starts_on=begins)
    return session


def room():
    return SpaceFactory(site=SiteFactory(), label="Salle Prat de Bouc", kind="training")


def half_day(session: Session, day: date | None = None, half: HalfDay = AM, **told):
    day = day or session.starts_on
    known = {"title": "Se présenter"} if "module" not in told else {}
    return add_half_day(session, Plan(day, half, *HOURS[half], **known | told))


def confirmed(session: Session) -> Enrolment:
    """Somebody whose place was confirmed a month before the session."""
    at = hour(session.starts_on, 9) - timedelta(days=60)
    enrolment = offered(session, at=at)
    return move_enrolment(enrolment, EnrolmentState.CONFIRMED, at=at + timedelta(days=8))


def pdf(name: str = "feuille.pdf") -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.4\n%%EOF\n", name=name)
