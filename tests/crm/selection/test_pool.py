"""Those who wait for a session, studied for the one that comes."""

import pytest
from django.urls import reverse

from crm.applications.models import ApplicationState
from crm.applications.placing import place
from crm.applications.services import apply, move
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.selection.examinations import examination_of
from crm.selection.pool import study_for, waiting_for_a_session
from tests.crm.factories import make_application, make_person
from tests.crm.selection.acts import LONG_AGO, candidate, read
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db
State = ApplicationState


def pooled(session):
    return move(candidate(session), State.POOLED, at=LONG_AGO)


def test_one_click_studies_somebody_for_the_next_session_and_tells_them(desk, session):
    past = SessionFactory(course=session.course)
    application = pooled(past)
    Letter.objects.all().delete()

    page = desk[0].get(reverse("crm_pool")).content.decode()
    desk[0].post(reverse("crm_pool"), {"session": session.pk, "application": application.pk})

    application.refresh_from_db()
    assert str(application.person) in page
    assert (application.state, application.session) == (State.UNDER_REVIEW, session)
    assert "de nouveau à l’étude" in Letter.objects.get().subject


def test_what_was_read_for_the_same_course_still_stands(team, session):
    past = SessionFactory(course=session.course)
    application = candidate(past)
    read(application, team[0], 4)
    move(application, State.POOLED)

    study_for([application], session, by=None)

    assert examination_of(application).final == 80


def test_those_who_chose_no_session_are_there_too(team, session):
    fresh = make_application(None, at=LONG_AGO)
    studied = move(make_application(None, at=LONG_AGO), State.UNDER_REVIEW, at=LONG_AGO)

    done = study_for(waiting_for_a_session(), session, by=None)

    assert set(done.studied) == {fresh, studied}
    assert not Letter.objects.exists()
    assert not waiting_for_a_session().exists()


def test_what_is_refused_leaves_the_others(team, session):
    person = make_person()
    again = apply(person, None, at=LONG_AGO)
    apply(person, session, at=LONG_AGO)
    other = make_application(None, at=LONG_AGO)

    done = study_for([again, other], session, by=None)

    assert done.studied == [other]
    assert "une autre candidature" in done.refused[0][1]


def test_a_session_that_began_studies_nobody(team, session):
    with pytest.raises(Refused):
        place(candidate(session), SessionFactory(), by=None)
    done = study_for([pooled(session)], SessionFactory(), by=None)

    assert "ne reçoit plus" in done.refused[0][1]


def test_nothing_ticked_is_told(desk, session):
    pooled(session)

    answer = desk[0].post(reverse("crm_pool"), {"session": session.pk})

    assert answer.status_code == 422
    assert "Cochez au moins une candidature" in answer.content.decode()
