"""What a month costs: numbered without a gap, frozen, corrected by another, read by the treasury."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.people.merging.services import merge
from crm.workspaces.bookings.doors import cancel_for
from crm.workspaces.models import MonthStatement
from crm.workspaces.statements import doors, months
from crm.workspaces.statements.drafting import draft_of
from crm.workspaces.statements.overview import month_of
from crm.workspaces.statements.treasury import as_csv

from .places import accompanied, booked, half, month, on, somebody, telecentre, week, whole_day

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2011, 3, 1), date(2011, 4, 1)
AFTER = on(26)  # Saturday 2 April


@pytest.fixture
def office():
    return telecentre(offices=2)[0]


@pytest.fixture
def payer(office):
    """Three half-days of March and a whole week: 30 + 80 euros."""
    person = somebody()
    for number in (0, 1, 2):
        booked(office, half(number), person)
    booked(office, week(7), person)
    return person


def test_a_draft_is_made_at_any_time_and_writes_nothing(payer):
    draft = draft_of(payer.pk, MARCH)

    assert [(line.quantity, line.amount_cents) for line in draft.lines] == [(1, 8000), (3, 3000)]
    assert draft.total_cents == 11000
    assert not MonthStatement.objects.exists()


def test_free_half_days_are_shown_at_no_price(office):
    person = accompanied()
    booked(office, half(0), person)

    (line,) = draft_of(person.pk, MARCH).lines

    assert (line.label, line.amount_cents, line.free) == (
        "Demi-journée offerte pendant l’accompagnement", 0, True,
    )  # fmt: skip


def test_a_month_is_issued_once_it_is_over(payer):
    with pytest.raises(Refused, match="n’est pas fini"):
        doors.issue(payer, MARCH, by=None, at=on(20))

    assert doors.issue(payer, MARCH, by=None, at=AFTER).number == "2011-0001"


def test_numbers_follow_each_other_without_a_gap_whatever_is_refused(payer, office):
    other = somebody()
    booked(office, whole_day(4), other)

    doors.issue(payer, MARCH, by=None, at=AFTER)
    with pytest.raises(Refused, match="déjà un relevé"):
        doors.issue(payer, MARCH, by=None, at=AFTER)
    with pytest.raises(Refused, match="n’a rien occupé"):
        doors.issue(somebody(), MARCH, by=None, at=AFTER)

    assert doors.issue(other, MARCH, by=None, at=AFTER).rank == 2


def test_the_database_keeps_what_a_statement_says(payer):
    row = doors.issue(payer, MARCH, by=None, at=AFTER)

    for change in ({"total_cents": 1}, {"lines": []}, {"rank": 7}, {"digest": "x"}):
        with pytest.raises(IntegrityError, match="ne se modifie pas"), transaction.atomic():
            MonthStatement.objects.filter(pk=row.pk).update(**change)


def test_the_print_of_a_statement_is_that_of_what_it_says(payer):
    row = MonthStatement.objects.get(pk=doors.issue(payer, MARCH, by=None, at=AFTER).pk)

    assert doors.digest_of(row) == row.digest
    row.total_cents += 1
    assert doors.digest_of(row) != row.digest


def test_a_wrong_statement_is_cancelled_and_followed_by_the_right_one(payer):
    wrong = doors.issue(payer, MARCH, by=None, at=AFTER)
    booking = payer.bookings.get(product="week")
    booking.slots.filter(date__gte=date(2011, 3, 16)).delete()

    right = doors.correct(wrong, "Trois jours rendus.", by=None, at=AFTER)

    wrong.refresh_from_db()
    assert (wrong.cancel_reason, wrong.rank, right.rank) == ("Trois jours rendus.", 1, 2)
    assert right.replaces == wrong
    assert right.total_cents == 3000 + 4000


def test_a_statement_is_cancelled_with_a_reason_and_once(payer):
    row = doors.issue(payer, MARCH, by=None, at=AFTER)

    with pytest.raises(Refused, match="pourquoi"):
        doors.cancel(row, " ", by=None)
    doors.cancel(row, "Erreur.", by=None, at=AFTER)
    with pytest.raises(Refused, match="déjà annulé"):
        doors.cancel(row, "Erreur.", by=None)


def test_a_whole_month_is_issued_in_one_gesture_and_leaves_out_who_owes_nothing(payer, office):
    helped = accompanied()
    booked(office, half(4), helped)

    told = doors.issue_all(MARCH, by=None, at=AFTER)
    again = doors.issue_all(MARCH, by=None, at=AFTER)

    assert [row.person for row in told.made] == [payer]
    assert again.made == []


def test_a_statement_that_no_longer_says_what_is_owed_is_shown(payer):
    doors.issue(payer, MARCH, by=None, at=AFTER)

    assert [row.state for row in month_of(MARCH).rows] == ["issued"]
    payer.bookings.get(product="week").slots.all().delete()
    assert [row.state for row in month_of(MARCH).rows] == ["moved"]


@pytest.mark.parametrize("count", [2, 25])
def test_a_month_costs_as_many_queries_for_many(office, count, django_assert_num_queries):
    telecentre_for(count, office)

    with django_assert_num_queries(4):
        assert len(month_of(MARCH).rows) == count


def telecentre_for(count, office):
    """Somebody a half-day, one after the other."""
    for number in range(count):
        day = number // 2 % 5 + number // 10 * 7
        booked(office, half(day, "am" if number % 2 else "pm"))


def test_the_treasury_reads_one_row_a_statement_the_cancelled_ones_said_to_be(payer):
    payer.last_name = "=1+1"
    payer.save(update_fields=["last_name"])
    wrong = doors.issue(payer, MARCH, by=None, at=AFTER)
    doors.correct(wrong, "Erreur.", by=None, at=AFTER)

    heading, first, second = csv.reader(io.StringIO(as_csv(MARCH).lstrip("\ufeff")), delimiter=";")

    assert heading[0] == "Relevé"
    assert (first[0], first[3], first[7], first[9]) == (
        "2011-0001", "'=1+1", "110,00", "annulé le 02/04/2011",
    )  # fmt: skip
    assert (second[0], second[9], second[10]) == ("2011-0002", "émis", "2011-0001")


def test_a_statement_is_sent_as_a_link(payer):
    row = doors.issue(payer, MARCH, by=None, at=AFTER)

    doors.send(row, by=None, at=AFTER)

    letter = Letter.objects.get(template__endswith="statement.txt")
    assert (letter.link_purpose, letter.link_target) == ("releve", str(row.pk))
    assert "110\N{NO-BREAK SPACE}€" in letter.body


def test_two_files_with_a_statement_of_the_same_month_are_not_made_one(payer, office):
    twin = somebody()
    booked(office, whole_day(4), twin)
    doors.issue_all(MARCH, by=None, at=AFTER)

    with pytest.raises(Refused, match="relevé du télécentre pour mars"):
        merge(payer, twin, by=None)


def test_an_office_that_is_only_offered_costs_nothing(office):
    person = somebody()
    booked(office, month(7, 60), person, confirmed=False)

    assert draft_of(person.pk, APRIL) is None


def test_what_was_given_back_is_not_charged(office):
    person = somebody()
    booking = booked(office, whole_day(3), person)
    cancel_for(booking, "Malade.", by=None, at=on(1))

    assert draft_of(person.pk, MARCH) is None


@pytest.mark.parametrize(
    "junk",
    ["", "2011", "2011-13", "2011-00", "9999-12", "0001-01", "x-y", "\uff12\uff10\uff11\uff11-03"],
)
def test_what_is_no_month_is_none(junk):
    assert months.read(junk) is None
