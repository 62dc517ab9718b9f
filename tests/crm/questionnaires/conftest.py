"""A session that ended, and people who followed it to the end."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches

from crm.applications.models import EnrolmentState
from crm.applications.services import move_enrolment
from crm.letters import links
from crm.questionnaires.models import Invitation, QuestionKind
from crm.questionnaires.services import PURPOSE
from tests.crm.applications.lives import confirmed, noon
from tests.crm.factories import make_territory
from tests.training.factories import CourseFactory, SessionFactory

START, END = date(2011, 5, 9), date(2011, 11, 30)


@pytest.fixture(autouse=True)
def _no_limit_reached_by_the_test_before():
    caches["limits"].clear()


@pytest.fixture
def session(db):
    make_territory()
    course = CourseFactory(title="Devenir télétravailleur indépendant")
    return SessionFactory(course=course, starts_on=START, ends_on=END, seats_min=1, seats_max=20)


def trained(session, number=1, state=EnrolmentState.COMPLETED):
    found = []
    for _ in range(number):
        row = move_enrolment(confirmed(session), EnrolmentState.STARTED, at=noon(START))
        if state != EnrolmentState.STARTED:
            row = move_enrolment(row, state, at=noon(END))
        found.append(row)
    return found


def said(questions, *, mark=5, choice=0, text=""):
    """An answer to each question of a set."""
    values = {QuestionKind.TEXT: text, QuestionKind.CHOICE: choice, QuestionKind.YES_NO: 1}
    return {row.pk: values.get(row.kind, mark) for row in questions.questions.all()}


def token_of(invitation: Invitation, at=None) -> str:
    return links.make(PURPOSE, str(invitation.pk), at=at)
