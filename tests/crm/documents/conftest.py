"""A session of ten modules and two weeks on site, people in it, and somebody at the desk."""

from __future__ import annotations

from datetime import date

import pytest

from crm.applications.models import EnrolmentState
from crm.applications.services import move_enrolment
from crm.funding.models import Operation
from crm.funding.operations import fund_session
from tests.crm.applications.lives import confirmed, noon
from tests.crm.factories import UserFactory, make_territory
from tests.training.factories import CourseFactory, ModuleFactory, SessionFactory, WeekFactory
from training.models import ModuleKind

START = date(2011, 5, 9)


@pytest.fixture
def session(db):
    make_territory()
    course = CourseFactory(title="Devenir télétravailleur indépendant", code="teletravail")
    for number in range(1, 11):
        ModuleFactory(course=course, number=number, title=f"Module à distance {number}", hours=14)
    for number, title in ((11, "Première semaine à Murat"), (12, "Deuxième semaine à Murat")):
        ModuleFactory(course=course, number=number, title=title, hours=35, kind=ModuleKind.ON_SITE)
    session = SessionFactory(course=course, label="printemps 2011", starts_on=START, seats_min=1)
    WeekFactory(session=session, starts_on=START)
    WeekFactory(session=session, starts_on=date(2011, 9, 12))
    return session


@pytest.fixture
def enrolment(session):
    return confirmed(session, first_name="Ana", last_name="Rey")


@pytest.fixture
def completed(enrolment):
    return finished(enrolment)


def finished(enrolment, state=EnrolmentState.COMPLETED, on=date(2011, 10, 6)):
    if enrolment.state == EnrolmentState.CONFIRMED:
        move_enrolment(enrolment, EnrolmentState.STARTED, at=noon(START))
    return move_enrolment(enrolment, state, at=noon(on))


@pytest.fixture
def operation(session):
    row = Operation.objects.create(
        label="Former et installer", fund="fse", funder="Région", convention_no="2011-042",
        starts_on=date(2011, 1, 1), ends_on=date(2012, 12, 31),
    )  # fmt: skip
    fund_session(session, row)
    return row


@pytest.fixture
def advisor(client):
    user = UserFactory(groups=["Conseillers"])
    client.force_login(user)
    return user
