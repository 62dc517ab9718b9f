"""Asked at the right day, reminded once, never twice, whoever runs the job."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm.applications.models import EnrolmentState
from crm.letters.models import Letter
from crm.people.models import ContactPoint
from crm.privacy.services import anonymise
from crm.questionnaires.models import Invitation, InvitationState, Moment
from crm.questionnaires.services import close_due, due_on, remind_due, send_due
from tests.crm.applications.lives import noon
from tests.training.factories import SessionFactory

from .conftest import END, trained

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("end", "three", "six"),
    [
        (date(2011, 11, 30), date(2012, 2, 29), date(2012, 5, 30)),
        (date(2010, 11, 30), date(2011, 2, 28), date(2011, 5, 30)),
        (date(2011, 8, 31), date(2011, 11, 30), date(2012, 2, 29)),
        (date(2011, 12, 31), date(2012, 3, 31), date(2012, 6, 30)),
    ],
)
def test_a_deadline_is_in_calendar_months(end, three, six):
    session = SessionFactory.build(starts_on=end - timedelta(days=100), ends_on=end)

    found = [due_on(session, moment) for moment in Moment]

    assert found == [end, three, six]


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        # Midnight in Paris, whatever the season: the day before in UTC.
        (datetime(2012, 3, 24, 23, 59, tzinfo=PARIS), 0),
        (datetime(2012, 3, 25, 0, 1, tzinfo=PARIS), 1),
        (datetime(2012, 3, 25, 3, 1, tzinfo=PARIS), 1),
    ],
)
def test_a_day_begins_at_midnight_here_across_a_change_of_hour(session, at, sent):
    session.ends_on = date(2011, 12, 25)
    session.save()
    trained(session)

    send_due(at)

    assert Invitation.objects.filter(moment=Moment.COLD_3).count() == sent


def test_everybody_is_asked_once_at_each_moment(session):
    trained(session, 2)
    for day in (END, END, date(2012, 2, 29), date(2012, 3, 1), date(2012, 5, 30)):
        send_due(noon(day))

    told = sorted(Invitation.objects.values_list("moment", "due_on").order_by().distinct())
    assert told == [
        ("cold_3", date(2012, 2, 29)),
        ("cold_6", date(2012, 5, 30)),
        ("hot", END),
    ]
    assert Letter.objects.filter(key__startswith="questionnaire-").count() == 6


def test_nobody_is_asked_before_the_day_nor_long_after(session):
    trained(session)

    assert send_due(noon(END - timedelta(days=1))) == 0
    assert send_due(noon(END + timedelta(days=31))) == 0


@pytest.mark.parametrize("state", [EnrolmentState.ABANDONED])
def test_who_left_is_not_asked(session, state):
    trained(session, state=state)

    assert send_due(noon(END)) == 0


def test_a_cancelled_session_asks_nothing(session):
    trained(session)
    session.cancelled_on, session.cancel_reason = END, "Trop peu."
    session.save()

    assert send_due(noon(END)) == 0


def test_who_has_no_address_is_told_to_the_desk(session):
    trained(session)
    ContactPoint.objects.all().delete()

    send_due(noon(END))

    assert Invitation.objects.get().state == InvitationState.UNREACHABLE


def test_somebody_forgotten_is_not_asked(session):
    [row] = trained(session)
    anonymise(row.application.person)

    assert send_due(noon(END)) == 0


def test_one_reminder_and_no_more(session):
    trained(session)
    send_due(noon(END))

    assert remind_due(noon(END + timedelta(days=9))) == 0
    assert remind_due(noon(END + timedelta(days=10))) == 1
    assert remind_due(noon(END + timedelta(days=11))) == 0
    assert Letter.objects.filter(key__endswith="-reminder").count() == 1


def test_silence_is_noted_after_two_months(session):
    trained(session)
    send_due(noon(END))

    close_due(noon(END + timedelta(days=60)))

    row = Invitation.objects.get()
    assert (row.state, row.closed_on) == (InvitationState.EXPIRED, END + timedelta(days=60))
