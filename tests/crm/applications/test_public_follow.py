"""The follow-up page: what it says of each state, what can be done there, and to whom it says nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from crm.applications.follow import FOLLOW_APPLICATION, confirm, followed_by
from crm.applications.models import (
    ApplicationState,
    EnrolmentState,
    Submission,
    SubmissionState,
)
from crm.applications.services import move_enrolment
from crm.letters import links
from crm.letters.models import Letter, SecretLink
from tests.crm.applications.lives import brought_to, offered
from tests.crm.applications.posted import link_of, make_postcodes, open_session, page_of, sent
from tests.crm.factories import make_person
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

State = ApplicationState


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.SUBMITTED, "Reçue"),
        (State.UNDER_REVIEW, "À l’étude"),
        (State.WAITLISTED, "Sur liste d’attente"),
        (State.POOLED, "Reportée à une prochaine session"),
        (State.REFUSED, "Refusée"),
        (State.WITHDRAWN, "Retirée"),
    ],
)
def test_each_state_has_its_own_word(client, state, word):
    page = text(client.get(page_of(brought_to(state))))

    others = {"À l’étude", "Sur liste d’attente", "Refusée"} - {word}
    assert word in page
    assert not [other for other in others if other in page]


def test_a_refusal_shows_its_reason(client):
    assert "Projet à mûrir." in text(client.get(page_of(brought_to(State.REFUSED))))


def test_the_page_is_kept_by_nobody(client):
    response = client.get(page_of(brought_to(State.SUBMITTED)))

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_every_link_that_opens_nothing_gets_the_same_answer(client):
    expired = links.make(
        FOLLOW_APPLICATION,
        str(brought_to(State.SUBMITTED).pk),
        at=timezone.now() - timedelta(days=500),
    )
    foreign = links.make("autre-usage", "1")
    gone = links.make(FOLLOW_APPLICATION, "999999")

    answers = [
        client.get(f"/suivi/{token}/") for token in ["inconnu", expired, foreign, gone, "é" * 200]
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_an_anonymised_person_is_followed_no_more(client):
    application = brought_to(State.REFUSED)
    address = page_of(application)
    type(application.person).objects.filter(pk=application.person_id).update(
        anonymised_at=timezone.now()
    )

    assert client.get(address).status_code == 404


def test_a_withdrawal_asks_before_it_acts(client):
    application = brought_to(State.UNDER_REVIEW)
    address = page_of(application) + "retirer/"

    client.get(address)
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW

    client.post(address)
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN


def test_a_withdrawal_without_the_token_of_the_form_is_refused():
    application = brought_to(State.UNDER_REVIEW)

    response = Client(enforce_csrf_checks=True).post(page_of(application) + "retirer/")

    assert response.status_code == 403
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW


def test_posting_a_withdrawal_twice_leads_back_to_the_page(client):
    address = page_of(brought_to(State.UNDER_REVIEW))

    answers = [client.post(address + "retirer/") for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [address, address]


def test_a_form_that_waits_for_an_advisor_is_followed_and_withdrawn(client):
    make_postcodes()
    make_person(email="connue@example.org")
    sent(client, email="connue@example.org")
    receipt = Letter.objects.get(template__endswith="received.txt")
    address = f"/suivi/{link_of(receipt)}/"
    assert "Reçue" in text(client.get(address))

    client.post(address + "retirer/")

    assert Submission.objects.get().state == SubmissionState.WITHDRAWN
    assert "Retirée" in text(client.get(address))
    assert Letter.objects.filter(template__endswith="withdrawn.txt").count() == 1


@pytest.mark.parametrize(
    ("action", "state", "word"),
    [
        ("confirmer", EnrolmentState.CONFIRMED, "Admise, place confirmée"),
        ("decliner", EnrolmentState.DECLINED, "Place déclinée"),
    ],
)
def test_a_seat_that_is_offered_is_taken_or_declined(client, action, state, word):
    enrolment = offered(open_session(), at=timezone.now() - timedelta(days=8))
    address = page_of(enrolment.application)

    client.get(f"{address}{action}/")
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.OFFERED

    client.post(f"{address}{action}/")
    enrolment.refresh_from_db()
    assert enrolment.state == state
    assert word in text(client.get(address))


def test_a_confirmed_seat_can_be_given_back(client):
    enrolment = offered(open_session(), at=timezone.now() - timedelta(days=8))
    move_enrolment(enrolment, EnrolmentState.CONFIRMED)

    client.post(page_of(enrolment.application) + "retirer/")

    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.seat) == (EnrolmentState.WITHDRAWN, None)


def test_an_answer_of_the_person_starts_their_clock_again(client):
    enrolment = offered(open_session(), at=timezone.now() - timedelta(days=8))
    person = enrolment.application.person
    before = person.last_inbound_at

    client.get(page_of(enrolment.application))
    person.refresh_from_db()
    assert person.last_inbound_at == before

    client.post(page_of(enrolment.application) + "confirmer/")
    person.refresh_from_db()
    assert person.last_inbound_at > before


def test_a_cancelled_session_is_said_on_the_page(client):
    session = SessionFactory(starts_on=timezone.localdate() + timedelta(days=60), cancelled=True)

    page = text(client.get(page_of(brought_to(State.UNDER_REVIEW, session))))

    assert "Cette session est annulée" in page


@pytest.mark.parametrize("action", ["inconnue", "confirmer-tout", "a" * 300])
def test_an_action_that_does_not_exist_opens_nothing(client, action):
    address = page_of(brought_to(State.SUBMITTED))

    assert client.get(f"{address}{action}/").status_code == 404


def test_what_cannot_be_done_leads_back_to_the_page(client):
    address = page_of(brought_to(State.REFUSED))

    assert client.post(address + "confirmer/").headers["Location"] == address


def test_no_table_holds_a_token(client):
    make_postcodes()
    sent(client)

    assert all("{jeton}" in letter.body for letter in Letter.objects.all())
    assert {link.purpose for link in SecretLink.objects.all()} == {"candidature-en-cours"}


def test_the_page_asks_the_database_little(client, django_assert_max_num_queries):
    address = page_of(brought_to(State.ADMITTED))
    client.get(address)

    with django_assert_max_num_queries(11):
        client.get(address)


def test_acting_from_the_page_verifies_the_only_address_its_letters_went_to():
    enrolment = offered(open_session(), at=timezone.now() - timedelta(days=8))
    person = enrolment.application.person
    Letter.objects.filter(person=person).update(state="sent", sent_at=timezone.now())

    confirm(followed_by(links.make(FOLLOW_APPLICATION, str(enrolment.application_id))))

    assert person.contact_points.get(kind="email").verified_at is not None


def test_letters_sent_to_two_addresses_verify_neither():
    enrolment = offered(open_session(), at=timezone.now() - timedelta(days=8))
    person = enrolment.application.person
    letter = Letter.objects.filter(person=person).first()
    Letter.objects.create(
        key="autre", template=letter.template, person=person, to="autre@example.org",
        subject="S", body="B", link_purpose=letter.link_purpose, link_target=letter.link_target,
        written_at=timezone.now(), state="sent", sent_at=timezone.now(),
    )  # fmt: skip
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())

    confirm(followed_by(links.make(FOLLOW_APPLICATION, str(enrolment.application_id))))

    assert person.contact_points.get(kind="email").verified_at is None
