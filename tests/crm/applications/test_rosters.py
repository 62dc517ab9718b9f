"""The door of rosters, and what a cancelled session does to its people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from crm.applications.models import (
    Application,
    ApplicationState,
    EnrolmentState,
    Roster,
    RosterState,
)
from crm.applications.rosters import PATHS, move_roster
from crm.applications.services import move, move_enrolment
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.applications.lives import (
    DECIDED,
    SENT,
    STARTS,
    admitted,
    confirmed,
    noon,
    offered,
    studied,
)
from tests.crm.factories import UserFactory, make_application
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = RosterState
ENDED = noon(STARTS + timedelta(days=200))
STEPS = [State.CONFIRMED, State.RUNNING, State.ENDED, State.FILED]


def cancelled(session):
    session.cancelled_on, session.cancel_reason = date(2011, 4, 1), "Trop peu de candidatures."
    session.save()
    return session


def brought_to(state):
    session = SessionFactory()
    Roster.objects.create(session=session)
    if state == State.CANCELLED:
        move_roster(cancelled(session), state, at=SENT)
    for step in STEPS[: STEPS.index(state) + 1] if state in STEPS else []:
        move_roster(session, step, reason="Groupe réduit accepté.", at=ENDED)
    return session


def test_the_way_of_a_session_goes_from_selection_to_a_closed_file():
    session = brought_to(State.FILED)

    moves = Entry.objects.about(session.roster).moves().values_list("before", "after")
    assert list(moves) == [
        ("selection", "confirmed"),
        ("confirmed", "running"),
        ("running", "ended"),
        ("ended", "filed"),
    ]


@pytest.mark.parametrize(
    ("before", "after"), [(a, b) for a in State for b in State if b not in PATHS[a]]
)
def test_every_other_path_is_refused_in_french(before, after):
    session = brought_to(before)

    with pytest.raises(Refused, match="ne devient pas"):
        move_roster(session, after, reason="Un motif.", at=ENDED)

    assert Roster.objects.get(session=session).state == before


def test_a_group_under_the_minimum_is_confirmed_with_a_reason_alone():
    session = SessionFactory(seats_min=2)
    confirmed(session)

    with pytest.raises(Refused, match="1 places confirmées sur 2"):
        move_roster(session, State.CONFIRMED, at=DECIDED)

    roster = move_roster(session, State.CONFIRMED, reason="Groupe réduit.", at=DECIDED)
    assert roster.state == State.CONFIRMED


def test_a_place_that_is_only_offered_does_not_count_towards_the_minimum():
    session = SessionFactory(seats_min=1)
    offered(session)

    with pytest.raises(Refused, match="motif"):
        move_roster(session, State.CONFIRMED, at=DECIDED)


def test_a_group_that_is_large_enough_needs_no_reason():
    session = SessionFactory(seats_min=1)
    confirmed(session)

    assert move_roster(session, State.CONFIRMED, at=DECIDED).state == State.CONFIRMED


def test_a_session_does_not_run_before_its_first_day():
    session = brought_to(State.CONFIRMED)

    with pytest.raises(Refused, match="commence le 09/05/2011"):
        move_roster(session, State.RUNNING, at=noon(STARTS - timedelta(days=1)))


def test_a_session_does_not_end_before_its_last_day():
    session = brought_to(State.RUNNING)

    with pytest.raises(Refused, match="se termine le"):
        move_roster(session, State.ENDED, at=noon(session.ends_on - timedelta(days=1)))


def test_a_session_is_cancelled_in_the_catalogue_first():
    session = SessionFactory()

    with pytest.raises(Refused, match="au catalogue"):
        move_roster(session, State.CANCELLED, at=DECIDED)


def test_a_cancelled_session_puts_everybody_back_in_the_pool():
    session = SessionFactory()
    people = [make_application(session, at=SENT), studied(session), admitted(session)]
    waiting = move(studied(session), ApplicationState.WAITLISTED, at=DECIDED)
    sure = confirmed(session).application

    move_roster(cancelled(session), State.CANCELLED, by=UserFactory(), at=DECIDED)

    states = Application.objects.filter(session=session).values_list("state", flat=True)
    assert set(states) == {ApplicationState.POOLED}
    sure.enrolment.refresh_from_db()
    assert (sure.enrolment.state, sure.enrolment.seat) == (EnrolmentState.WITHDRAWN, None)
    told = Letter.objects.filter(subject__startswith="Session annulée")
    assert {letter.person for letter in told} == {row.person for row in [*people, waiting, sure]}
    assert "Trop peu de candidatures." in told.first().body


def test_a_trainee_whose_session_was_cancelled_takes_a_place_in_the_next_one():
    application = confirmed(SessionFactory()).application
    first = application.session
    move_roster(cancelled(first), State.CANCELLED, at=DECIDED)
    second = SessionFactory(starts_on=date(2012, 2, 6))

    move(application, ApplicationState.UNDER_REVIEW, session=second, at=ENDED)
    move(application, ApplicationState.ADMITTED, at=ENDED)

    enrolment = application.enrolment
    assert (enrolment.state, enrolment.roster.session) == (EnrolmentState.OFFERED, second)
    assert enrolment.seat.roster.session == second
    assert enrolment.confirmed_at is None


def test_an_admitted_person_is_not_pooled_while_the_session_stands():
    application = admitted()

    with pytest.raises(Refused, match="si sa session est annulée"):
        move(application, ApplicationState.POOLED, at=timezone.now())


@pytest.mark.parametrize("said", ["", "Groupe réduit accepté."])
def test_a_group_that_shrank_begins_with_a_reason_or_one_given_before(said):
    session = SessionFactory(seats_min=2)
    first, _ = (confirmed(session) for _ in range(2))
    if said:
        session.seats_min = 3
        session.save()
    move_roster(session, State.CONFIRMED, reason=said, at=SENT + timedelta(days=20))
    move_enrolment(first, EnrolmentState.WITHDRAWN, at=SENT + timedelta(days=30))

    if not said:
        with pytest.raises(Refused, match="1 places confirmées sur 2"):
            move_roster(session, State.RUNNING, at=noon(STARTS))
    running = move_roster(
        session, State.RUNNING, reason="" if said else "Le groupe tient.", at=noon(STARTS)
    )

    assert running.state == State.RUNNING
