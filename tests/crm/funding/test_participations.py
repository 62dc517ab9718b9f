"""Who a fund counts: once an operation, from the first action to the last, whatever comes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from crm.funding.models import (
    AnswerSet,
    Moment,
    Outcome,
    Participation,
    ParticipationState,
)
from crm.funding.services import enter, leave
from crm.journal.models import Entry
from crm.people.models import Person
from tests.crm.factories import make_person
from tests.crm.funding.lives import (
    ENTRY,
    EXIT,
    SIX,
    complete,
    days,
    entered,
    exited,
    filled,
    make_operation,
    noon,
)
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ParticipationState


def test_an_action_of_one_day_makes_no_participant():
    one_day = SessionFactory(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 2))
    two_days = SessionFactory(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))
    operation, person = make_operation(), make_person()

    assert enter(person, operation, ENTRY, session=one_day) is None
    assert not Participation.objects.exists()
    assert enter(person, operation, ENTRY, session=two_days) is not None


def test_nobody_in_particular_is_no_participant():
    person = make_person()
    Person.objects.filter(pk=person.pk).update(anonymised_at=noon(ENTRY))
    person.refresh_from_db()

    assert enter(person, make_operation(), ENTRY) is None


def test_coming_back_keeps_the_entry_and_moves_the_exit():
    row = exited()
    first = AnswerSet.objects.get(moment=Moment.ENTRY)
    again, end = EXIT + days(60), EXIT + days(90)
    enter(row.person, row.operation, again, at=noon(again))
    row.refresh_from_db()

    assert (row.state, row.entry_on, row.exit_on) == (State.ENTRY_COMPLETE, ENTRY, None)
    leave(row.person, row.operation, end, Outcome.COMPLETED, at=noon(end))
    row.refresh_from_db()
    assert (row.state, row.entry_on, row.exit_on) == (State.EXITED, ENTRY, end)
    assert list(AnswerSet.objects.filter(moment=Moment.ENTRY)) == [first]
    assert row.spells.count() == 2


def test_an_exit_already_told_is_asked_again_after_coming_back_and_nothing_is_lost():
    row = exited()
    told = filled(row, Moment.EXIT)
    later = EXIT + days(60)
    enter(row.person, row.operation, later, at=noon(later))
    leave(row.person, row.operation, later, Outcome.COMPLETED, at=noon(later))
    row.refresh_from_db()

    assert row.state == State.EXITED
    filled(row, Moment.EXIT, situation="employed")
    assert row.state == State.EXIT_COMPLETE
    told.refresh_from_db()
    assert told.answers["situation"] == "self_employed"


def test_another_operation_is_another_participation():
    row = complete()
    other = entered(person=row.person)

    assert other.pk != row.pk
    assert other.state == State.ENTRY_INCOMPLETE
    row.refresh_from_db()
    assert row.state == State.ENTRY_COMPLETE


def test_the_database_refuses_two_participations_to_one_operation():
    row = entered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(person=row.person, operation=row.operation, entry_on=ENTRY)


def test_whoever_follows_two_sessions_leaves_with_the_second():
    operation, person = make_operation(), make_person()
    one, two = SessionFactory(starts_on=ENTRY), SessionFactory(starts_on=ENTRY)
    enter(person, operation, ENTRY, session=one, at=noon(ENTRY))
    row = enter(person, operation, ENTRY, session=two, at=noon(ENTRY))
    filled(row)
    row = leave(person, operation, EXIT, Outcome.COMPLETED, session=one, at=noon(EXIT))
    assert (row.exit_on, row.state) == (None, State.ENTRY_COMPLETE)

    row = leave(person, operation, EXIT - days(30), Outcome.ABANDONED, session=two, at=noon(EXIT))
    assert (row.exit_on, row.state) == (EXIT, State.EXITED)


def test_an_exit_before_a_whole_entry_waits_for_it():
    row = entered()
    leave(row.person, row.operation, EXIT, Outcome.ABANDONED, at=noon(EXIT))
    row.refresh_from_db()
    assert (row.state, row.exit_on, row.next_moment) == (State.ENTRY_INCOMPLETE, EXIT, Moment.ENTRY)

    filled(row, at=noon(EXIT + days(2)))
    assert (row.state, row.next_moment, row.next_due_on) == (
        State.EXITED, Moment.EXIT, EXIT + days(28),
    )  # fmt: skip
    steps = Entry.objects.about(row).moves().values_list("before", "after")
    assert list(steps) == [
        ("entry_incomplete", "entry_complete"),
        ("entry_complete", "exited"),
    ]


def test_the_whole_way_is_journalled_step_by_step():
    row = exited()
    filled(row, Moment.EXIT)
    filled(row, Moment.SIX_MONTHS, at=noon(date(2027, 2, 28)))

    assert row.state == State.CLOSED
    assert row.next_due_on is None
    steps = Entry.objects.about(row).moves().values_list("after", flat=True)
    assert list(steps) == [
        "entry_complete", "exited", "exit_complete", "six_month_due", "closed",
    ]  # fmt: skip
    assert AnswerSet.objects.get(moment=Moment.SIX_MONTHS).answers == SIX


@pytest.mark.django_db(transaction=True)
def test_two_sessions_begun_at_once_make_one_participation():
    operation, person = make_operation(), make_person()
    sessions = [SessionFactory(starts_on=ENTRY + timedelta(days=n)) for n in range(4)]

    def begin(session):
        try:
            enter(person, operation, ENTRY, session=session, at=noon(ENTRY))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as desks:
        list(desks.map(begin, sessions))

    row = Participation.objects.get()
    assert row.spells.count() == 4
    assert Entry.objects.about(row).filter(action="created").count() == 1
