"""What an applicant is told, and what nobody is."""

import pytest

from crm.applications.models import ApplicationState
from crm.applications.services import apply, move
from crm.letters.models import Letter
from tests.crm.applications.lives import DECIDED, SENT, brought_to
from tests.crm.factories import make_person
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ApplicationState


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ADMITTED, "Une place vous y est réservée"),
        (State.WAITLISTED, "liste d’attente"),
        (State.POOLED, "prochaine session"),
        (State.REFUSED, "Projet à mûrir."),
        (State.WITHDRAWN, "est retirée"),
    ],
)
def test_each_decision_is_told_by_one_letter(state, told):
    application = brought_to(state)

    letter = Letter.objects.get(person=application.person)
    assert told in letter.body
    assert letter.subject
    assert application.session.course.title in letter.body


def test_being_studied_is_told_to_nobody():
    brought_to(State.UNDER_REVIEW)

    assert not Letter.objects.exists()


def test_a_letter_never_turns_a_name_into_html():
    person = make_person(first_name="Aïda", last_name="D'Ornano & Fils")
    application = apply(person, SessionFactory(), at=SENT)

    move(application, State.WITHDRAWN, at=DECIDED)

    assert "Bonjour Aïda D'Ornano & Fils," in Letter.objects.get().body


def test_a_person_without_an_address_is_decided_all_the_same():
    application = apply(make_person(email=""), SessionFactory(), at=SENT)

    move(application, State.WITHDRAWN, at=DECIDED)

    assert application.state == State.WITHDRAWN
    assert not Letter.objects.exists()
