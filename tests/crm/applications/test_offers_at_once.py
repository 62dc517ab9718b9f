"""Seats wanted, given back and taken away at the same moment, on the database that the tests run on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.test import Client

from crm.applications.follow import FOLLOW_APPLICATION
from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.applications.services import move, move_enrolment
from crm.applications.waitlist.jobs import expire_offers
from crm.journal.refusal import Refused
from crm.letters import links
from tests.crm.applications.waits import (
    BEFORE,
    NOW,
    coming,
    expired,
    sent_offer,
    states,
    studied,
    taken,
    waiting,
)

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
R = TypeVar("R")
State, Seat = ApplicationState, EnrolmentState


def at_once(act: Callable[[T], R], rows: Iterable[T]) -> list[R]:
    """Do the same for each row, in as many threads."""

    def alone(row: T) -> R:
        try:
            return act(row)
        finally:
            connections.close_all()

    todo = list(rows)
    with ThreadPoolExecutor(len(todo)) as threads:
        return list(threads.map(alone, todo))


def held(session) -> int:
    return Enrolment.objects.filter(roster__session=session, seat__isnull=False).count()


def test_sixteen_people_take_the_last_five_seats_at_once():
    caches["limits"].clear()
    session = coming(seats=5)
    applications = [expired(session).application for _ in range(16)]
    addresses = [
        f"/suivi/{links.make(FOLLOW_APPLICATION, str(row.pk))}/confirmer/" for row in applications
    ]

    answers = at_once(lambda address: Client().post(address), addresses)

    assert sorted(answer.status_code for answer in answers) == [302] * 5 + [409] * 11
    told = [answer.content.decode() for answer in answers if answer.status_code == 409]
    assert all("il ne reste plus de place libre dans cette session" in page for page in told)
    assert all("Revenir sur la liste d’attente" in page for page in told)
    assert Enrolment.objects.filter(state=Seat.CONFIRMED).count() == held(session) == 5
    assert sorted(states(*applications)) == [State.ADMITTED] * 5 + [State.WITHDRAWN] * 11


def test_a_place_given_back_several_times_at_once_promotes_one():
    session = coming()
    enrolment = sent_offer(session)
    line = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(4)]

    def decline(_: int) -> bool:
        try:
            move_enrolment(Enrolment.objects.get(pk=enrolment.pk), Seat.DECLINED, at=NOW)
        except Refused:
            return False
        return True

    assert sum(at_once(decline, range(6))) == 1
    assert states(*line) == [State.ADMITTED, *[State.WAITLISTED] * 3]
    assert held(session) == 1


def test_several_cancellations_at_once_promote_as_many_in_their_order():
    session = coming(seats=4)
    going = [taken(session) for _ in range(4)]
    line = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(6)]

    at_once(
        lambda row: move(row.application, State.WITHDRAWN, at=NOW),
        [Enrolment.objects.select_related("application").get(pk=row.pk) for row in going[:3]],
    )

    assert states(*line) == [State.ADMITTED] * 3 + [State.WAITLISTED] * 3
    assert held(session) == 4


def test_the_job_run_in_many_places_at_once_ends_an_offer_once():
    session = coming(seats=2)
    over = [sent_offer(session, 15) for _ in range(2)]
    line = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(4)]

    ended = at_once(lambda _: expire_offers(NOW), range(4))

    assert sum(ended) == 2
    assert states(*line) == [State.ADMITTED] * 2 + [State.WAITLISTED] * 2
    assert states(*[row.application for row in over]) == [State.WITHDRAWN] * 2
    assert held(session) == 2


def test_an_answer_and_the_end_of_its_offer_at_once_leave_one_seat_taken():
    session = coming()
    enrolment = sent_offer(session, 15)
    next_one = waiting(session)

    def accept(_: object) -> object:
        try:
            move_enrolment(Enrolment.objects.get(pk=enrolment.pk), Seat.CONFIRMED, at=NOW)
        except Refused:
            return None
        return None

    at_once(lambda act: act(NOW), [accept, expire_offers, accept, expire_offers])

    enrolment.refresh_from_db()
    kept = enrolment.state == Seat.CONFIRMED
    assert kept or enrolment.state == Seat.EXPIRED
    assert states(next_one) == [State.WAITLISTED if kept else State.ADMITTED]
    assert held(session) == 1


def test_a_capacity_lowered_while_seats_go_never_leaves_more_than_it():
    session = coming(seats=6)
    candidates = [studied(session, at=BEFORE) for _ in range(8)]

    def admit(row: Application) -> None:
        try:
            move(row, State.ADMITTED, at=NOW)
        except Refused:
            return

    def lower(_: object) -> None:
        mine = type(session).objects.get(pk=session.pk)
        mine.seats_max = 3
        try:
            with transaction.atomic():
                mine.full_clean()
                mine.save()
        except ValidationError:
            return

    at_once(lambda todo: todo[0](todo[1]), [*[(admit, row) for row in candidates], (lower, None)])

    session.refresh_from_db()
    assert held(session) == session.seats_max


def test_somebody_who_leaves_the_list_while_their_turn_comes_holds_nothing():
    session = coming()
    enrolment = sent_offer(session)
    first, second = waiting(session, NOW - timedelta(days=9)), waiting(session)

    def leave(_: object) -> None:
        move(Application.objects.get(pk=first.pk), State.WITHDRAWN, at=NOW)

    def decline(_: object) -> None:
        move_enrolment(Enrolment.objects.get(pk=enrolment.pk), Seat.DECLINED, at=NOW)

    at_once(lambda act: act(None), [leave, decline])

    assert states(first, second) == [State.WITHDRAWN, State.ADMITTED]
    assert held(session) == 1
