"""Readings shared out: two a candidate, the load even, and never by two who follow the person."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.journal.refusal import Refused
from crm.journeys.services import describe
from crm.selection.models import Reading
from crm.selection.sharing import share_out
from tests.crm.desk import another
from tests.crm.factories import make_application
from tests.crm.selection.acts import LONG_AGO, SOON, candidate, read

pytestmark = pytest.mark.django_db


def readers_of(application):
    rows = Reading.objects.filter(examination__application=application)
    return set(rows.values_list("reader", flat=True))


def test_each_candidate_gets_two_readers_and_the_load_is_even(team, session):
    team = [*team, another()]
    applications = [make_application(session, at=LONG_AGO) for _ in range(10)]

    done = share_out(session, team, due_on=SOON, by=None)

    load = Counter(Reading.objects.values_list("reader", flat=True))
    assert (done.given, done.short) == (20, [])
    assert all(len(readers_of(row)) == 2 for row in applications)
    assert set(load.values()) == {5}
    assert set(Application.objects.values_list("state", flat=True)) == {
        ApplicationState.UNDER_REVIEW
    }


def test_sharing_again_gives_nothing_more(team, session):
    candidate(session)
    share_out(session, team, due_on=SOON, by=None)

    assert share_out(session, team, due_on=SOON, by=None).given == 0


def test_who_follows_the_person_does_not_read_them_when_others_can(team, session):
    application = candidate(session)
    describe(application.journey, by=None, owner=team[0])

    share_out(session, team, due_on=SOON, by=None)

    assert readers_of(application) == {team[1].pk, team[2].pk}


def test_for_want_of_others_one_who_follows_reads_but_never_two(team, session):
    application = candidate(session)
    describe(application.journey, by=None, owner=team[0])
    application.journey.co_owners.add(team[1])

    done = share_out(session, team[:2], due_on=SOON, by=None)

    assert (done.given, done.short) == (1, [application])


def test_who_has_much_to_read_already_gets_the_least(team, session):
    for _ in range(3):
        share_out(session, team[:2], due_on=SOON, by=None)
        candidate(session)
    read_before = Reading.objects.filter(reader=team[2]).count()

    share_out(session, team, due_on=SOON, by=None)

    assert read_before == 0
    assert Reading.objects.filter(reader=team[2]).count() == 1


def test_what_was_sent_is_no_load(team, session):
    for _ in range(2):
        read(candidate(session), team[2], 3)
    application = candidate(session)

    share_out(session, team[1:], due_on=SOON, by=None)

    assert team[2].pk in readers_of(application)


def test_a_day_that_is_past_is_refused(team, session):
    with pytest.raises(Refused, match="déjà passé"):
        share_out(session, team, due_on=timezone.localdate() - timedelta(days=1), by=None)
