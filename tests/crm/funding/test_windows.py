"""The days of each form, worked out by hand; days of the calendar know no change of hour."""

from datetime import UTC, date, datetime

import pytest

from crm.funding.answers import save_step
from crm.funding.models import Moment
from crm.funding.reminders import remind
from crm.funding.windows import reminder_due, window
from crm.journal.refusal import Refused
from tests.crm.funding.lives import exited, filled, noon


@pytest.mark.parametrize(
    ("exit_on", "closes", "due", "opens_later", "closes_later"),
    [
        # A 31st: six months later there is none.
        ("2026-08-31", "2026-09-28", "2027-02-28", "2027-02-14", "2027-03-28"),
        ("2027-08-31", "2027-09-28", "2028-02-29", "2028-02-15", "2028-03-28"),
        # Both changes of hour lie inside.
        ("2026-03-28", "2026-04-25", "2026-09-28", "2026-09-14", "2026-10-26"),
        ("2026-10-24", "2026-11-21", "2027-04-24", "2027-04-10", "2027-05-22"),
        ("2026-12-31", "2027-01-28", "2027-06-30", "2027-06-16", "2027-07-28"),
    ],
)
def test_the_days_of_an_exit(exit_on, closes, due, opens_later, closes_later):
    day = date.fromisoformat
    first = window(Moment.EXIT, day("2026-01-12"), day(exit_on))
    later = window(Moment.SIX_MONTHS, day("2026-01-12"), day(exit_on))

    assert (first.opens_on, first.due_on, first.closes_on) == (
        day(exit_on),
        day(closes),
        day(closes),
    )
    assert (later.opens_on, later.due_on, later.closes_on) == (
        day(opens_later), day(due), day(closes_later),
    )  # fmt: skip


def test_nothing_is_asked_of_an_exit_that_is_not_known():
    assert window(Moment.EXIT, date(2026, 1, 12), None) is None


@pytest.mark.parametrize(
    ("elapsed", "told"),
    [(-1, None), (0, 0), (6, 0), (7, 7), (20, 14), (21, 21), (27, 21), (60, None)],
)
def test_which_reminder_is_due(elapsed, told):
    opened = date(2026, 3, 20)
    assert reminder_due(Moment.EXIT, opened, date.fromordinal(opened.toordinal() + elapsed)) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "state"),
    [
        # 14 February 2027 begins at 23:00 UTC on the 13th.
        (datetime(2027, 2, 13, 22, 30, tzinfo=UTC), "exit_complete"),
        (datetime(2027, 2, 13, 23, 30, tzinfo=UTC), "six_month_due"),
    ],
)
def test_the_six_month_form_opens_on_the_local_day(at, state):

    row = exited()
    filled(row, Moment.EXIT)
    assert row.next_due_on == date(2027, 2, 28)
    remind(at)

    row.refresh_from_db()
    assert row.state == state


@pytest.mark.django_db
def test_a_six_month_form_is_not_answered_before_its_time():

    row = exited()
    with pytest.raises(Refused, match="14/02/2027"):
        save_step(row, Moment.SIX_MONTHS, {"situation": "employed"}, at=noon(date(2027, 2, 13)))
