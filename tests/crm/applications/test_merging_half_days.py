"""Two files of one person with the same half-day, once it is closed."""

from datetime import timedelta

import pytest

from crm.applications.attendance.corrections import correct, seal
from crm.applications.models import Absence, Attendance, EnrolmentState
from crm.applications.services import move_enrolment
from crm.journal.refusal import Refused
from crm.people.merging.rules import Choices
from crm.people.merging.services import merge
from tests.crm.applications.lives import STARTS, confirmed, noon
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

LATER = noon(STARTS + timedelta(days=10))


@pytest.fixture
def twice():
    """The row of the file that ends, then that of the one that stays."""
    session = SessionFactory()
    gone, stays = confirmed(session), confirmed(session)
    told = {"date": session.starts_on, "half": "am", "on_paper": True}
    rows = [Attendance.objects.create(enrolment=one, **told) for one in (gone, stays)]
    move_enrolment(gone, EnrolmentState.WITHDRAWN, at=LATER)
    return rows


def in_one(rows):
    gone, stays = (row.enrolment.application.person for row in rows)
    merge(stays, gone, choices=Choices(), by=None, at=LATER)


def test_a_closed_half_day_noted_twice_is_kept_once(twice):
    seal(LATER)

    in_one(twice)

    assert Attendance.objects.get() == twice[1]


def test_the_corrected_one_is_kept(twice):
    said = {"reason": "Parti avant.", "by": None, "at": LATER}
    correct(twice[0], absence=Absence.NONE, minutes=90, **said)

    in_one(twice)

    assert Attendance.objects.get() == twice[0]


def test_corrections_in_both_files_stop_the_merge(twice):
    for row in twice:
        correct(row, absence=Absence.NONE, minutes=90, reason="Parti avant.", by=None, at=LATER)

    with pytest.raises(Refused, match="portent des corrections"):
        in_one(twice)

    assert Attendance.objects.count() == 2
