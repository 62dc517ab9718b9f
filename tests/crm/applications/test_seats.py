"""Seats are rows: as many as the capacity, and nobody without one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from crm.applications.models import ApplicationState, Enrolment, EnrolmentState, Roster
from crm.applications.seats import align, taken_seats
from crm.applications.services import move, move_enrolment
from crm.journal.refusal import Refused
from tests.crm.applications.lives import DECIDED, confirmed, offered, studied
from tests.training.factories import SessionFactory


def numbers(session):
    return list(Roster.objects.get(session=session).seats.values_list("number", flat=True))


def resize(session, capacity):
    session.seats_min, session.seats_max = 1, capacity
    session.save()
    align(Roster.objects.get(session=session), capacity)


@pytest.mark.django_db(transaction=True)
def test_thirty_admissions_at_once_fill_fifteen_seats_exactly():
    session = SessionFactory(seats_min=12, seats_max=15)
    applications = [studied(session) for _ in range(30)]

    def admit(application):
        try:
            move(application, ApplicationState.ADMITTED, at=DECIDED)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=30) as agents:
        won = sum(agents.map(admit, applications))

    held = Enrolment.objects.filter(seat__isnull=False).values_list("seat__number", flat=True)
    assert won == 15
    assert sorted(held) == list(range(1, 16))


@pytest.mark.django_db
def test_a_full_session_admits_no_one_else():
    session = SessionFactory(seats_min=1, seats_max=1)
    offered(session)
    late = studied(session)

    with pytest.raises(Refused, match="complète"):
        move(late, ApplicationState.ADMITTED, at=DECIDED)

    late.refresh_from_db()
    assert late.state == ApplicationState.UNDER_REVIEW


@pytest.mark.django_db
def test_a_place_given_back_is_taken_by_the_next():
    session = SessionFactory(seats_min=1, seats_max=1)
    move_enrolment(offered(session), EnrolmentState.DECLINED, at=DECIDED)

    assert offered(session).seat.number == 1


@pytest.mark.django_db
def test_raising_the_capacity_adds_seats():
    session = SessionFactory(seats_min=1, seats_max=2)
    offered(session)

    resize(session, 4)

    assert numbers(session) == [1, 2, 3, 4]


@pytest.mark.django_db
def test_lowering_the_capacity_takes_free_seats_alone():
    session = SessionFactory(seats_min=1, seats_max=4)
    first, second, third = (offered(session) for _ in range(3))
    for gone in (first, second):
        move_enrolment(gone, EnrolmentState.DECLINED, at=DECIDED)

    resize(session, 1)

    assert numbers(session) == [third.seat.number] == [3]


@pytest.mark.django_db
def test_seats_below_the_number_taken_stay():
    session = SessionFactory(seats_min=1, seats_max=3)
    for _ in range(3):
        offered(session)

    resize(session, 2)

    assert numbers(session) == [1, 2, 3]


@pytest.mark.django_db
def test_a_session_cannot_shrink_below_the_seats_that_are_taken():
    session = SessionFactory(seats_min=1, seats_max=3)
    offered(session)
    confirmed(session)

    session.seats_max = 1
    with pytest.raises(ValidationError) as refusal:
        session.full_clean()

    assert refusal.value.message_dict == {
        "seats_max": [
            "Deux places sont tenues, dont une proposée : la capacité ne peut pas descendre à 1."
        ]
    }


@pytest.mark.django_db
def test_a_session_may_shrink_to_the_seats_that_are_taken():
    session = SessionFactory(seats_min=1, seats_max=3)
    offered(session)

    session.seats_max = 1

    session.full_clean()


@pytest.mark.django_db
def test_the_seats_of_a_list_are_counted_in_one_query(django_assert_num_queries):
    sessions = SessionFactory.create_batch(3)
    for session in sessions[:2]:
        offered(session)

    with django_assert_num_queries(1):
        taken = taken_seats([session.pk for session in sessions])

    assert taken == {sessions[0].pk: 1, sessions[1].pk: 1}
