"""What is filed when an application is sent."""

import pytest

from crm.applications.models import (
    ApplicationState,
)
from crm.applications.services import apply, move
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Stage
from tests.crm.applications.lives import DECIDED, SENT, brought_to
from tests.crm.factories import make_person, make_territory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ApplicationState


def test_a_person_applies_once_to_a_session():
    application = brought_to(State.SUBMITTED)

    with pytest.raises(Refused, match="déjà candidate"):
        apply(application.person, application.session, at=SENT)


def test_a_person_applies_once_without_a_session():
    person = make_person()
    apply(person, None, at=SENT)

    with pytest.raises(Refused, match="déjà"):
        apply(person, None, at=SENT)


def test_a_person_applies_again_after_a_withdrawal():
    application = brought_to(State.WITHDRAWN)

    again = apply(application.person, application.session, at=DECIDED)

    assert again.state == State.SUBMITTED


def test_the_origin_stays_as_it_was_when_the_application_was_sent():
    communes = make_territory()
    person = make_person(commune=communes["lyon"])
    application = apply(person, SessionFactory(), at=SENT)

    person.commune = communes["murat"]
    person.save(update_fields=["commune"])
    move(application, State.UNDER_REVIEW, at=DECIDED)

    assert (application.origin, application.origin_commune) == ("country", communes["lyon"])


def test_an_application_brings_the_journey_along():
    application = brought_to(State.SUBMITTED)

    assert application.journey.stage == Stage.APPLICANT


def test_a_sent_application_is_journalled():
    application = brought_to(State.SUBMITTED)

    assert Entry.objects.about(application).filter(action=Action.CREATED).exists()
