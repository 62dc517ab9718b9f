"""The yearly table, by a case counted by hand across a New Year."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from crm.applications.attendance import credit_module, note_attendance
from crm.applications.models import HalfDay
from crm.documents.yearly import OWN, table_of, years
from tests.crm.applications.lives import confirmed, noon
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_hours_go_to_the_year_in_which_they_were_followed(session, enrolment, operation):
    """3 h 30 in December, 3 h 30 in January, a module of 14 hours in January: 4 then 18 (17.5)."""
    session.seats_max = 5
    session.ends_on = date(2012, 3, 1)
    session.save()
    other = confirmed(session)
    note_attendance(enrolment, date(2011, 12, 30), HalfDay.MORNING, at=noon(date(2011, 12, 31)))
    note_attendance(enrolment, date(2012, 1, 3), HalfDay.MORNING, at=noon(date(2012, 1, 4)))
    note_attendance(other, date(2012, 1, 3), HalfDay.MORNING, at=noon(date(2012, 1, 4)))
    credit_module(enrolment, session.course.modules.get(number=1), at=noon(date(2012, 1, 5)))

    first, second = table_of(2011), table_of(2012)

    assert (first.whole.trainees, first.whole.minutes) == (1, 210)
    assert (second.whole.trainees, second.whole.minutes) == (2, 2 * 210 + 14 * 60)
    assert [row.label for row in second.by_fund] == [str(operation)]
    assert sum(row.minutes for row in second.by_situation) == second.whole.minutes
    assert years() == [2012, 2011]


def test_what_no_fund_pays_is_told_apart(session, enrolment):
    note_attendance(enrolment, session.starts_on, HalfDay.MORNING, at=noon(session.starts_on))

    assert [row.label for row in table_of(2011).by_fund] == [OWN]


def test_the_table_asks_the_same_number_of_questions(
    session, client, django_assert_max_num_queries
):
    client.force_login(UserFactory(groups=["Responsables"]))
    session.seats_max = 20
    session.save()
    for _ in range(4):
        day = session.starts_on + timedelta(days=1)
        note_attendance(confirmed(session), day, HalfDay.MORNING, at=noon(day))

    with django_assert_max_num_queries(30):
        page = client.get(reverse("crm_yearly_table"), {"annee": "2011"}).content.decode()
    assert "<td>4</td><td>14</td>" in page
    assert client.get(reverse("crm_yearly_table"), {"annee": "x"}).status_code == 200
