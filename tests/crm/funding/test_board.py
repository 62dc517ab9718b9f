"""What is waited for and from whom: buckets, the day of an advisor, reminders, the gauge."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.funding import board
from crm.funding import days as day_of
from crm.funding.gauge import Gauge, gauge_of
from crm.funding.models import Moment, Operation, Participation, ParticipationState
from crm.funding.registers import bring_in
from crm.funding.reminders import remind
from crm.journal.models import Action, Entry
from crm.letters.models import Letter
from crm.people.models import Person
from tests.crm.desk import another, at_the_desk, colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.funding.lives import (
    ENTRY,
    EXIT,
    complete,
    days,
    entered,
    exited,
    filled,
    make_operation,
    noon,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("due", "bucket"),
    [
        ("2026-09-13", board.LATE),
        ("2026-09-14", board.WEEK),
        ("2026-09-21", board.WEEK),
        ("2026-09-22", board.MONTH),
    ],
)
def test_the_bucket_of_a_day(due, bucket):
    assert board.bucket_of(date.fromisoformat(due), date(2026, 9, 14)) == bucket


def test_the_board_shows_what_is_due_within_28_days_the_most_pressing_first():
    late = entered(on=ENTRY)
    exit_due = exited()
    complete()
    day = EXIT + days(21)

    lines = board.lines(list(board.waited_for(day)), day)
    assert [(line.row, line.moment, line.bucket) for line in lines] == [
        (late, Moment.ENTRY, board.LATE),
        (exit_due, Moment.EXIT, board.WEEK),
    ]
    assert board.counts(board.waited_for(day), day) == {"late": 1, "week": 1, "month": 0}
    assert list(board.waited_for(ENTRY - days(29))) == []


def test_an_operation_of_the_past_and_somebody_forgotten_are_waited_for_no_more():
    entered(operation=make_operation(historical=True))
    gone = entered()
    Person.objects.filter(pk=gone.person_id).update(anonymised_at=noon(EXIT))

    assert list(board.waited_for(EXIT)) == []


def test_each_advisor_sees_the_people_that_they_follow():
    mine, other = colleague(), another()
    row = entered()
    journey_of(row.person, owner=mine)
    entered()

    assert list(board.waited_for(EXIT).of_advisor(mine.pk)) == [row]
    assert list(board.waited_for(EXIT).of_advisor(other.pk)) == []
    (line,) = board.lines(list(board.waited_for(EXIT).of_advisor(mine.pk)), EXIT)
    assert line.advisor == mine.get_full_name()


def test_the_day_of_an_advisor_tells_the_deadlines_and_what_to_close():
    user = colleague()
    row = exited()
    journey_of(row.person, owner=user)
    at = noon(EXIT + days(28))

    (deadline,) = day_of.forms_due(user, at, EXIT + days(58))
    assert (deadline.on, str(row.person) in deadline.label) == (EXIT + days(28), True)
    assert day_of.to_close(user, at).total == 1
    assert day_of.to_close(user, noon(EXIT + days(27))).total == 0
    (dated,) = day_of.dates(user, EXIT, EXIT + days(40))
    assert (dated.starts, dated.ends) == (EXIT + days(28), EXIT + days(29))
    for role in ("Formateurs", "Élus", "Accueil du télécentre"):
        stranger = another(role)
        assert day_of.forms_due(stranger, at, EXIT + days(58)) == []
        assert day_of.to_close(stranger, at) is None
        assert day_of.dates(stranger, EXIT, EXIT + days(40)) == []


def letters(row):
    return list(
        Letter.objects.filter(person=row.person).order_by("pk").values_list("key", flat=True)
    )


def test_reminders_leave_once_each_and_stop_with_the_answer():
    row = exited()
    first = letters(row)
    for _ in range(2):
        remind(noon(EXIT + days(6)))
    assert letters(row) == first
    for day in (7, 7, 8, 14, 23):
        remind(noon(EXIT + days(day)))
    assert [key.rpartition("-")[2] for key in letters(row)[len(first) :]] == ["7", "14", "21"]

    filled(row, Moment.EXIT)
    count = len(letters(row))
    remind(noon(EXIT + days(25)))
    assert len(letters(row)) == count


def test_a_reminder_leads_to_the_form_and_names_no_answer():
    row = exited()
    letter = Letter.objects.get(key__contains=f"-{row.pk}-exit-")

    assert letter.link_target == f"{row.pk}-exit"
    assert "long_unemployed" not in letter.body
    assert "reconnaissance" not in letter.body


def test_nobody_without_an_address_is_written_to():
    row = entered(email="", phone="06 39 98 01 42")
    remind(noon(ENTRY + days(7)))
    assert letters(row) == []


@pytest.mark.parametrize(
    ("incomplete", "total", "percent", "level"),
    [
        (0, 0, 0, "calm"),
        (3, 20, 15, "calm"),
        (16, 100, 16, "amber"),
        (151, 1000, 16, "amber"),
        (35, 100, 35, "amber"),
        (351, 1000, 36, "red"),
    ],
)
def test_the_level_of_a_gauge(incomplete, total, percent, level):
    gauge = Gauge(total, incomplete)
    assert (gauge.percent, gauge.level) == (percent, level)


def test_the_thresholds_are_settings(settings):
    settings.FUNDER_AMBER_PERCENT, settings.FUNDER_RED_PERCENT = 5, 10
    assert [Gauge(100, n).level for n in (5, 6, 11)] == ["calm", "amber", "red"]


def test_an_exit_that_said_nothing_in_time_is_incomplete_too():
    operation = make_operation()
    exited(operation)
    complete(operation)
    entered(operation=operation)

    assert gauge_of(operation, EXIT + days(28)) == Gauge(3, 1)
    assert gauge_of(operation, EXIT + days(29)) == Gauge(3, 2)


def many(operation: Operation, number: int) -> None:
    """Participants by the dozen: the board only reads them."""
    person = make_person()
    people = Person.objects.bulk_create(
        Person(
            file_number=f"x{operation.pk}-{n}", last_name=f"Nom {n}", name_key=f"nom {n}",
            created_at=person.created_at, last_inbound_at=person.created_at,
        )
        for n in range(number)
    )  # fmt: skip
    today = timezone.localdate()
    Participation.objects.bulk_create(
        Participation(
            person=one, operation=operation, entry_on=today, next_moment=Moment.ENTRY,
            next_due_on=today, state=ParticipationState.ENTRY_INCOMPLETE,
        )
        for one in people
    )  # fmt: skip


def test_as_many_queries_for_25_as_for_250(connection_queries):
    operation, desk = make_operation(), at_the_desk()
    addresses = [
        reverse("crm_funding_board") + "?qui=tous",
        reverse("crm_operation", args=[operation.pk]),
        reverse("crm_operations"),
    ]
    many(operation, 25)
    few = [connection_queries(desk, address) for address in addresses]
    many(make_operation(), 5)
    many_more = make_operation()
    many(many_more, 225)
    assert [connection_queries(desk, address) for address in addresses] == few


@pytest.fixture
def connection_queries():
    def count(desk, address):
        desk.get(address)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        return len(found)

    return count


def test_a_reading_of_a_participant_is_journalled():
    row, user = complete(), colleague()
    at_the_desk(user).get(reverse("crm_participation", args=[row.pk]))

    assert Entry.objects.about(row).filter(action=Action.READ, actor=user).count() == 1


def test_what_a_register_told_is_read_and_nothing_is_asked():
    operation = make_operation(historical=True)
    row = bring_in(make_person(), operation, date(2007, 5, 9), answers={"sex": "m"})
    page = at_the_desk().get(reverse("crm_participation", args=[row.pk])).content.decode()

    assert "Homme" in page
    assert "inconnu" in page
    assert "Remplir avec la personne" not in page
    assert "Envoyer le lien" not in page
