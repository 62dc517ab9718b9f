"""Sessions that a fund pays for: who begins them is counted, and they do not run while entries lack."""

from datetime import date

import pytest

from crm.applications.attendance import note_attendance
from crm.applications.attendance.corrections import undo
from crm.applications.models import EnrolmentState, HalfDay, RosterState
from crm.applications.rosters import move_roster
from crm.applications.services import move_enrolment
from crm.funding.models import (
    Outcome,
    Participation,
    ParticipationState,
)
from crm.funding.operations import fund_session, operation_of, operations_of
from crm.funding.stays import attach
from crm.journal.refusal import Refused
from tests.crm.applications.lives import confirmed
from tests.crm.funding.lives import (
    days,
    filled,
    make_operation,
    noon,
)
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ParticipationState


def funded(**known):
    session = SessionFactory(seats_min=1, **known)
    year = session.starts_on.year
    operation = make_operation(starts_on=date(year, 1, 1), ends_on=date(year + 2, 12, 31))
    fund_session(session, operation)
    return session, operation


def test_a_session_is_paid_for_by_one_operation():
    session, operation = funded()
    other = make_operation(starts_on=date(2011, 1, 1))

    assert operation_of(session) == operation
    assert operations_of([session.pk, 0]) == {session.pk: operation}
    assert operation_of(SessionFactory()) is None
    with pytest.raises(Refused, match="déjà au titre"):
        fund_session(session, other)


def test_a_session_outside_the_dates_is_refused():
    with pytest.raises(Refused, match="hors des dates"):
        fund_session(SessionFactory(starts_on=date(2011, 5, 9)), make_operation())


def test_the_first_half_day_makes_a_participant_and_the_end_an_exit():
    session, operation = funded()
    enrolment = confirmed(session)
    note_attendance(enrolment, session.starts_on, HalfDay.MORNING, at=noon(session.starts_on))

    row = Participation.objects.get()
    assert (row.operation, row.entry_on, row.state) == (
        operation, session.starts_on, State.ENTRY_INCOMPLETE,
    )  # fmt: skip
    filled(row)
    move_enrolment(enrolment, EnrolmentState.ABANDONED, reason="Emploi", at=noon(session.ends_on))
    row.refresh_from_db()
    assert (row.state, row.exit_on) == (State.EXITED, session.ends_on)
    assert row.spells.get().outcome == Outcome.ABANDONED


def test_a_beginning_noted_by_mistake_makes_no_participant():
    session, _ = funded()
    noted = note_attendance(
        confirmed(session), session.starts_on, HalfDay.MORNING, at=noon(session.starts_on)
    )

    undo(noted, by=None, at=noon(session.starts_on))

    assert not Participation.objects.exists()


def test_a_beginning_noted_by_mistake_keeps_what_was_signed():
    session, _ = funded()
    noted = note_attendance(
        confirmed(session), session.starts_on, HalfDay.MORNING, at=noon(session.starts_on)
    )
    filled(Participation.objects.get())

    undo(noted, by=None, at=noon(session.starts_on))

    row = Participation.objects.get()
    assert (row.state, row.spells.count()) == (State.ENTRY_COMPLETE, 0)
    assert row.answer_sets.signed().exists()


def test_the_entry_is_the_day_of_the_first_action_whenever_it_is_noted():
    session, _ = funded()
    late = noon(session.starts_on + days(9))
    note_attendance(confirmed(session), session.starts_on + days(1), HalfDay.MORNING, at=late)

    assert Participation.objects.get().entry_on == session.starts_on + days(1)


def test_a_session_attached_late_counts_those_who_had_begun_it():
    session = SessionFactory()
    enrolment, first = confirmed(session), session.starts_on
    confirmed(session)
    note_attendance(enrolment, first, HalfDay.MORNING, at=noon(first))
    move_enrolment(enrolment, EnrolmentState.ABANDONED, reason="Emploi", at=noon(first + days(3)))
    operation = make_operation(starts_on=date(2011, 1, 1))
    attach(session, operation, at=noon(first + days(20)))

    row = Participation.objects.get()
    assert (row.person, row.entry_on, row.exit_on) == (
        enrolment.application.person, first, first + days(3),
    )  # fmt: skip
    attach(session, operation, at=noon(first + days(21)))
    assert row.spells.count() == 1


def test_a_session_of_nobody_s_fund_makes_no_participant():
    session = SessionFactory()
    note_attendance(
        confirmed(session), session.starts_on, HalfDay.MORNING, at=noon(session.starts_on)
    )

    assert not Participation.objects.exists()


def test_a_session_does_not_run_with_incomplete_entries_unless_somebody_says_why():
    session, _ = funded()
    enrolment = confirmed(session)
    move_roster(session, RosterState.CONFIRMED, at=noon(session.starts_on))
    note_attendance(enrolment, session.starts_on, HalfDay.MORNING, at=noon(session.starts_on))

    with pytest.raises(Refused, match="Un questionnaire d’entrée manque"):
        move_roster(session, RosterState.RUNNING, at=noon(session.starts_on))
    filled(Participation.objects.get())
    roster = move_roster(session, RosterState.RUNNING, at=noon(session.starts_on))
    assert roster.state == RosterState.RUNNING


def test_a_reason_lets_it_run():
    session, _ = funded()
    confirmed(session)
    move_roster(session, RosterState.CONFIRMED, at=noon(session.starts_on))
    roster = move_roster(
        session, RosterState.RUNNING, reason="Signatures demain", at=noon(session.starts_on)
    )
    assert roster.state == RosterState.RUNNING
