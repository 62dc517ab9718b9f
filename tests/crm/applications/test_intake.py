"""From a form to a file: kept as it came, filed or put before an advisor, taken back."""

import uuid

import pytest

from crm.applications import intake
from crm.applications.answers import Answers
from crm.applications.models import (
    SUBMISSION_PATHS,
    Application,
    ApplicationState,
    RefusedPost,
    Submission,
    SubmissionState,
)
from crm.consents.models import Consent, Wording
from crm.consents.services import current_wording, read_aloud
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Journey, Stage
from crm.letters.models import Letter
from crm.people.models import Person
from tests.crm.applications.lives import SENT, noon
from tests.crm.factories import UserFactory, make_person, make_territory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = SubmissionState


def answers(**changes) -> Answers:
    said = {
        "first_name": "Élise",
        "last_name": "Chambon",
        "email": "elise@example.org",
        "commune": "15138",
        "project": "Traduire.",
    }
    return Answers(**said | changes)


def received(session=None, key=None, **changes) -> Submission:
    make_territory()
    return intake.receive(key or uuid.uuid4(), answers(**changes), session, at=SENT)


def to_review(session=None) -> Submission:
    make_person(email="elise@example.org", at=SENT)
    return received(session)


def test_a_first_form_opens_a_file_a_journey_and_an_application():
    session = SessionFactory()

    submission = received(session)

    application = submission.application
    assert (submission.state, application.state) == (State.APPLIED, ApplicationState.SUBMITTED)
    assert application.person.last_inbound_at == application.submitted_at == SENT
    assert Journey.objects.get(person=application.person).stage == Stage.APPLICANT


def test_the_same_key_is_one_form_and_one_letter():
    key = uuid.uuid4()

    first, second = received(key=key), received(key=key, project="Autre chose.")

    assert first == second
    assert Application.objects.get().project == "Traduire."
    assert Letter.objects.count() == 1


def test_a_known_address_waits_for_an_advisor_and_rewrites_nothing():
    known = make_person(email="elise@example.org", first_name="Lise", at=SENT)

    submission = received(first_name="Usurpée")

    known.refresh_from_db()
    assert (submission.state, submission.matched_person) == (State.REVIEW, known)
    assert known.first_name == "Lise"
    assert not Application.objects.exists()


def test_a_letter_of_an_unfiled_form_enters_nobody_s_file():
    to_review()

    assert Letter.objects.get().person is None


def test_each_move_of_a_form_is_journalled():
    submission = received()

    entry = Entry.objects.get(object_type="crm_applications.submission", action=Action.MOVED)
    assert (entry.before, entry.after) == (State.NEW, State.APPLIED)
    assert entry.person_id == submission.matched_person_id


def test_an_advisor_attaches_a_form_to_the_file_it_belongs_to():
    submission = to_review()
    advisor = UserFactory()

    application = intake.attach(submission, submission.matched_person, by=advisor)

    assert application.person == submission.matched_person
    assert Consent.objects.filter(person=application.person).count() == 1


def test_an_advisor_opens_a_new_file_for_a_couple_that_shares_an_address():
    submission = to_review()

    application = intake.attach(submission, None, by=UserFactory())

    assert application.person != submission.matched_person
    assert Person.objects.count() == 2


def test_a_form_for_a_session_already_applied_to_is_not_attached():
    session = SessionFactory()
    first = received(session).application
    again = received(session)

    with pytest.raises(Refused, match="déjà candidate"):
        intake.attach(again, first.person, by=None)

    again.refresh_from_db()
    assert again.state == State.REVIEW


def test_setting_a_form_aside_needs_a_reason():
    submission = to_review()

    with pytest.raises(Refused, match="pourquoi"):
        intake.dismiss(submission, by=UserFactory(), reason=" ")

    intake.dismiss(submission, by=UserFactory(), reason="Doublon.")
    submission.refresh_from_db()
    assert submission.state == State.DISMISSED


@pytest.mark.parametrize("end", [state for state in State if not SUBMISSION_PATHS[state]])
def test_a_form_that_was_dealt_with_does_not_move_any_more(end):
    submission = to_review()
    Submission.objects.filter(pk=submission.pk).update(state=end)

    for act in (
        lambda: intake.take_back(submission),
        lambda: intake.dismiss(submission, by=None, reason="Doublon."),
        lambda: intake.attach(submission, None, by=None),
    ):
        with pytest.raises(Refused, match="déjà été traité"):
            act()


def test_a_form_that_has_been_emptied_is_taken_back_without_a_letter():
    submission = to_review()
    Submission.objects.filter(pk=submission.pk).update(payload={})
    submission.refresh_from_db()

    intake.take_back(submission)

    assert submission.state == State.WITHDRAWN
    assert Letter.objects.count() == 1


def test_spam_is_counted_by_day():
    for _ in range(3):
        intake.count_spam(at=SENT)
    intake.count_spam(at=noon(SENT.date().replace(day=2)))

    assert list(RefusedPost.objects.order_by("day").values_list("count", flat=True)) == [3, 1]


def test_the_texts_of_the_first_day_are_there():
    assert set(Wording.objects.values_list("code", "version")) >= {
        ("candidature", 1),
        ("lettre-information", 1),
        ("message", 1),
    }


def test_the_notice_names_who_answers_for_the_data():
    read = read_aloud(
        current_wording(intake.NOTICE),
        controller="Communauté de communes",
        officer="dpd@example.org",
    )

    assert "Communauté de communes" in read
    assert "dpd@example.org" in read
    assert "{" not in read
