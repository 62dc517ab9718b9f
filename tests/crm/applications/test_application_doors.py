"""The one door between the states of an application."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from crm.applications.models import (
    APPLICATION_PATHS,
    Application,
    ApplicationState,
    EnrolmentState,
)
from crm.applications.services import apply, move, move_enrolment
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from tests.crm.applications.lives import DECIDED, SENT, brought_to
from tests.crm.factories import UserFactory, make_person
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ApplicationState


LIVES = [state for state in State if state != State.DRAFT]
WAYS = [(before, after) for before in LIVES for after in APPLICATION_PATHS[before]]
# Tested elsewhere: a seat is given back to the pool only when its session is cancelled, and who comes
# back to a waiting list has let an offer pass.
GUARDED = {(State.ADMITTED, State.POOLED), (State.WITHDRAWN, State.WAITLISTED)}
OPEN_WAYS = [way for way in WAYS if way not in GUARDED]
DEAD_ENDS = [(a, b) for a in LIVES for b in State if b not in APPLICATION_PATHS[a]]


@pytest.mark.parametrize(("before", "after"), OPEN_WAYS)
def test_each_path_of_the_table_can_be_walked(before, after):
    application = brought_to(before)

    move(application, after, reason="Un motif.", at=DECIDED + timedelta(days=1))

    assert Application.objects.get(pk=application.pk).state == after


@pytest.mark.parametrize(("before", "after"), DEAD_ENDS)
def test_every_other_path_is_refused_in_french(before, after):
    application = brought_to(before)
    written = Entry.objects.count()

    with pytest.raises(Refused, match="ne devient pas"):
        move(application, after, reason="Un motif.", at=DECIDED)

    application.refresh_from_db()
    assert (application.state, Entry.objects.count()) == (before, written)


def test_a_move_is_one_line_of_the_journal():
    application, agent = brought_to(State.UNDER_REVIEW), UserFactory()

    move(application, State.REFUSED, by=agent, reason="Hors du public visé.", at=DECIDED)

    entry = Entry.objects.about(application).moves().last()
    assert (entry.before, entry.after, entry.actor) == ("under_review", "refused", agent)
    assert (entry.at, entry.person_id) == (DECIDED, application.person_id)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_refusal_is_motivated(reason):
    application = brought_to(State.UNDER_REVIEW)

    with pytest.raises(Refused, match="motivé"):
        move(application, State.REFUSED, reason=reason)


def test_an_appeal_says_what_reopens_the_application():
    application = brought_to(State.REFUSED)

    with pytest.raises(Refused, match="rouvrir"):
        move(application, State.UNDER_REVIEW)


def test_an_appeal_forgets_the_decision():
    application = brought_to(State.REFUSED)

    move(application, State.UNDER_REVIEW, reason="Une pièce manquait.", at=DECIDED)

    assert (application.decided_at, application.decided_by) == (None, None)


def test_a_decision_keeps_its_date_and_its_author():
    application, agent = brought_to(State.UNDER_REVIEW), UserFactory()

    move(application, State.WAITLISTED, by=agent, at=DECIDED)

    assert (application.decided_at, application.decided_by) == (DECIDED, agent)


def test_nobody_is_admitted_without_a_session():
    application = apply(make_person(), None, at=SENT)
    move(application, State.UNDER_REVIEW, at=SENT)

    with pytest.raises(Refused, match="Choisissez d’abord la session"):
        move(application, State.ADMITTED, at=DECIDED)


def test_a_session_is_chosen_with_the_admission():
    application, session = apply(make_person(), None, at=SENT), SessionFactory()
    move(application, State.UNDER_REVIEW, at=SENT)

    move(application, State.ADMITTED, session=session, at=DECIDED)

    assert application.enrolment.roster.session == application.session == session


def test_nobody_is_admitted_to_a_session_that_has_ended():
    application = brought_to(State.UNDER_REVIEW)

    with pytest.raises(Refused, match="terminée"):
        move(application, State.ADMITTED, at=SENT + timedelta(days=400))


def test_nobody_is_admitted_to_a_cancelled_session():
    application = brought_to(State.UNDER_REVIEW, SessionFactory(cancelled=True))

    with pytest.raises(Refused, match="annulée"):
        move(application, State.ADMITTED, at=DECIDED)


def test_a_pooled_application_meets_the_next_session():
    application, later = brought_to(State.POOLED), SessionFactory(starts_on=date(2012, 2, 6))

    move(application, State.UNDER_REVIEW, session=later, at=DECIDED)

    assert application.session == later


def test_a_decision_that_places_nobody_leaves_the_session_alone():
    application, later = brought_to(State.UNDER_REVIEW), SessionFactory()
    session = application.session

    move(application, State.REFUSED, reason="Hors du public visé.", session=later, at=DECIDED)

    assert application.session == session


def test_an_application_is_not_placed_where_the_person_already_applies():
    application = brought_to(State.UNDER_REVIEW)
    other = apply(application.person, SessionFactory(), at=SENT)
    move(other, State.UNDER_REVIEW, at=SENT)

    with pytest.raises(Refused, match="autre candidature"):
        move(other, State.ADMITTED, session=application.session, at=DECIDED)


def test_a_refusal_is_not_reopened_beside_a_new_application():
    application = brought_to(State.REFUSED)
    apply(application.person, application.session, at=DECIDED)

    with pytest.raises(Refused, match="autre candidature"):
        move(application, State.UNDER_REVIEW, reason="Une pièce manquait.", at=DECIDED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"submitted_at": None},
        {"state": "admitted"},
        {"state": "refused", "decided_at": DECIDED},
        {"state": "waitlisted", "decided_at": SENT - timedelta(days=1)},
        {"decided_at": DECIDED},
    ],
)
def test_the_database_ties_states_to_their_dates(wrong):
    application = brought_to(State.SUBMITTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**wrong)


def test_a_withdrawal_frees_the_seat():
    application = brought_to(State.ADMITTED)

    move(application, State.WITHDRAWN, at=DECIDED)

    enrolment = application.enrolment
    assert (enrolment.state, enrolment.seat) == (EnrolmentState.WITHDRAWN, None)


def test_a_declined_place_withdraws_the_application():
    application = brought_to(State.ADMITTED)

    move_enrolment(application.enrolment, EnrolmentState.DECLINED, at=DECIDED)

    application.refresh_from_db()
    assert application.state == State.WITHDRAWN


def test_a_session_or_a_person_with_an_application_cannot_be_deleted():
    application = brought_to(State.SUBMITTED)

    with pytest.raises(ProtectedError):
        application.session.delete()
    with pytest.raises(ProtectedError):
        application.person.delete()
