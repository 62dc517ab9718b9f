"""A history in a few words: somebody applies, comes, creates, settles."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from crm.applications.attendance import note_attendance
from crm.applications.models import Application, ApplicationState, EnrolmentState, HalfDay, Mode
from crm.applications.services import apply, move, move_enrolment
from crm.letters.services import outbox_shut
from crm.people.models import Person
from crm.people.services import household_of
from crm.support.models import Settlement, SettlementState
from crm.support.services import Company, intend_settlement, move_settlement
from territory.models import Commune
from tests.crm.factories import make_person
from training.models import Session


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def applied(session: Session | None, day: date, **known: object) -> Application:
    """Somebody new applies on a day."""
    return apply(make_person(at=noon(day), **known), session, project="Un projet", at=noon(day))


def admit(application: Application, day: date) -> Application:
    """Study, admit and confirm on a day, without a letter."""
    with outbox_shut():
        move(application, ApplicationState.UNDER_REVIEW, at=noon(day))
        move(application, ApplicationState.ADMITTED, at=noon(day))
        move_enrolment(application.enrolment, EnrolmentState.CONFIRMED, at=noon(day))
    return application


def attend(application: Application, day: date, mode: Mode = Mode.ON_SITE) -> None:
    application.refresh_from_db()
    note_attendance(application.enrolment, day, HalfDay.MORNING, mode=mode, at=noon(day))


def settle(person: Person, into: Commune, day: date, **company: object) -> Settlement:
    """A household moves in. `origin` is the commune it left."""
    origin = company.pop("origin", None)
    settlement = intend_settlement(
        household_of(person, at=noon(day)),
        into,
        company=Company(**company),  # type: ignore[arg-type]
        origin_commune=origin,  # type: ignore[arg-type]
        at=noon(day),
    )
    return move_settlement(settlement, SettlementState.MOVED_IN, on=day, at=noon(day))
