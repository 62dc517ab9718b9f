"""What the site decides of a session reaches its roster, its seats and its people, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications.models import ApplicationState, EnrolmentState, Roster, RosterState
from crm.applications.rosters import move_roster
from crm.applications.services import move
from crm.applications.waitlist import days
from crm.applications.waitlist.catalogue import follow_catalogue
from crm.applications.waitlist.enlisting import enlist_strays
from crm.letters.models import Letter
from crm.waiting.models import WaitEntry, WaitState
from tests.crm.applications.lives import studied
from tests.crm.applications.waits import BEFORE, NOW, coming, sent_offer, states, taken, waiting
from tests.crm.factories import UserFactory, make_application, make_person

pytestmark = pytest.mark.django_db

State = ApplicationState
TODAY = timezone.localdate(NOW)


def change(session, **values):
    type(session).objects.filter(pk=session.pk).update(**values)


def cancel(session):
    change(session, cancelled_on=TODAY, cancel_reason="Trop peu de candidatures.")


def told(template: str):
    return Letter.objects.filter(template__endswith=f"{template}.txt")


def state_of(session):
    return Roster.objects.get(session=session).state


def test_a_session_cancelled_in_the_catalogue_informs_everybody_once():
    session = coming(seats=2)
    sure, offer = taken(session), sent_offer(session)
    people = [sure.application, offer.application, waiting(session)]
    people += [studied(session, at=BEFORE), make_application(session, at=BEFORE)]
    cancel(session)

    follow_catalogue(NOW)
    follow_catalogue(NOW)

    assert state_of(session) == RosterState.CANCELLED
    assert set(states(*people)) == {State.POOLED}
    assert {row.person for row in told("session_cancelled")} == {row.person for row in people}
    assert told("session_cancelled").count() == len(people)
    entry = WaitEntry.objects.get()
    assert (entry.state, bool(entry.waiting_list.closed_at)) == (WaitState.REMOVED, True)
    offer.refresh_from_db()
    assert (offer.state, offer.seat) == (EnrolmentState.WITHDRAWN, None)


def test_a_cancelled_session_where_nobody_was_admitted_yet_is_followed_too():
    session = coming()
    row = make_application(session, at=BEFORE)
    cancel(session)

    follow_catalogue(NOW)

    assert states(row) == [State.POOLED]


def test_a_capacity_raised_offers_the_new_seats_and_no_more():
    session = coming(seats=1)
    taken(session)
    line = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(3)]
    studied(session, at=BEFORE)
    change(session, seats_max=3)

    follow_catalogue(NOW)
    follow_catalogue(NOW)

    assert states(*line) == [State.ADMITTED, State.ADMITTED, State.WAITLISTED]


def test_seats_free_since_the_beginning_wait_for_those_who_are_studied():
    session = coming(seats=2)
    taken(session)
    row, last = waiting(session), studied(session, at=BEFORE)

    follow_catalogue(NOW)
    assert states(row) == [State.WAITLISTED]
    move(last, State.REFUSED, reason="Projet à mûrir.", at=NOW)
    follow_catalogue(NOW)

    assert states(row) == [State.ADMITTED]


def test_a_group_that_is_large_enough_runs_from_its_first_day_to_its_last():
    session = coming(starts_on=TODAY, ends_on=TODAY + timedelta(days=5))
    taken(session)

    follow_catalogue(NOW)
    assert state_of(session) == RosterState.RUNNING
    follow_catalogue(NOW + timedelta(days=5))
    assert state_of(session) == RosterState.RUNNING
    follow_catalogue(NOW + timedelta(days=6))
    assert state_of(session) == RosterState.ENDED


def test_a_group_too_small_waits_for_somebody_to_say_why_it_runs():
    session = coming(seats=5, seats_min=2, starts_on=TODAY)
    taken(session)
    boss = UserFactory(groups=["Responsables"])

    follow_catalogue(NOW)
    assert state_of(session) == RosterState.SELECTION
    block = days.out_of_step(boss, NOW)
    assert "encore « sélection »" in block.lines[0].why

    move_roster(session, RosterState.CONFIRMED, reason="Groupe réduit accepté.", at=NOW)
    follow_catalogue(NOW)
    assert state_of(session) == RosterState.RUNNING


def test_new_dates_are_told_once_to_those_who_count_on_them():
    session = coming(seats=2)
    people = [taken(session).application, waiting(session), make_application(session, at=BEFORE)]
    follow_catalogue(NOW)
    assert not told("session_moved").exists()
    change(session, ends_on=session.ends_on + timedelta(days=7))

    follow_catalogue(NOW)
    follow_catalogue(NOW + timedelta(days=1))

    assert {row.person for row in told("session_moved")} == {row.person for row in people}
    assert told("session_moved").count() == len(people)


def test_those_put_on_the_list_before_there_was_one_are_enlisted_in_their_order():
    session = coming()
    rows = [waiting(session, NOW - timedelta(days=9 - rank)) for rank in range(3)]
    WaitEntry.objects.all().delete()

    assert enlist_strays(NOW) == 3
    assert enlist_strays(NOW) == 0

    line = WaitEntry.objects.in_line().values_list("reference", flat=True)
    assert list(line) == [str(row.pk) for row in rows]


def test_the_day_says_whom_to_call_and_which_answers_are_due():
    advisor = UserFactory(groups=["Conseillers"])
    session = coming(seats=2)
    sent_offer(session)
    silent = studied(session, at=BEFORE)
    type(silent).objects.filter(pk=silent.pk).update(person=make_person(email=""))
    silent.refresh_from_db()
    move(silent, State.ADMITTED, at=NOW)

    block = days.to_call(advisor, NOW)
    deadline = days.answers_due(advisor, NOW, TODAY + timedelta(days=30))

    assert [line.label for line in block.lines] == [f"Appeler {silent.person}"]
    assert [one.label for one in deadline] == ["Deux places proposées attendent une réponse"]
    nobody = UserFactory()
    assert days.to_call(nobody, NOW) is None
    assert days.answers_due(nobody, NOW, TODAY + timedelta(days=30)) == []
