"""What is said on the follow-up page, both ways: an exchange of the file, a line of the day, a discreet letter."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications import intake, message_days, messages
from crm.applications.follow_links import FOLLOW_SUBMISSION
from crm.applications.models import ApplicationState, Message, Submission
from crm.journal.refusal import Refused
from crm.journeys.models import Direction, Interaction
from crm.journeys.services import describe
from crm.letters import links
from crm.letters.models import Letter
from tests.crm.applications.lives import brought_to
from tests.crm.applications.posted import make_postcodes, page_of, sent, signed_key
from tests.crm.factories import UserFactory, make_application, make_person
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def application():
    return brought_to(ApplicationState.UNDER_REVIEW)


def written(application, words="Puis-je venir en train ?", at=None) -> Message:
    return messages.write(application, words, uuid.uuid4(), at=at or NOW)


def test_a_message_is_an_exchange_that_came_from_the_person(client, application):
    heard = application.person.last_inbound_at

    response = client.post(
        page_of(application) + "message/", {"text": "Puis-je venir en train ?", "key": signed_key()}
    )

    exchange = Interaction.objects.get(subject=messages.FROM_THE_PAGE)
    assert response.headers["Location"].endswith("#messages")
    assert (exchange.direction, exchange.journey) == (Direction.IN, application.journey)
    assert exchange.text == "Puis-je venir en train ?"
    application.person.refresh_from_db()
    assert application.person.last_inbound_at > heard
    assert "Puis-je venir en train" in text(client.get(page_of(application)))


def test_the_same_message_twice_is_one(client, application):
    said = {"text": "Bonjour", "key": signed_key()}

    for _ in range(2):
        client.post(page_of(application) + "message/", said)

    assert Message.objects.count() == Interaction.objects.count() == 1


def test_an_empty_message_gets_a_sentence_beside_the_field(client, application):
    page = client.post(page_of(application) + "message/", {"text": " ", "key": signed_key()})

    assert "Écrivez votre message" in text(page)
    assert not Message.objects.exists()


def test_a_get_writes_nothing(client, application):
    for end in ("message/", "pieces/"):
        assert client.get(page_of(application) + end).status_code == 302
    assert not Message.objects.exists()


def test_too_many_messages_wait_and_lose_nothing(client, application):
    for number in range(21):
        response = client.post(
            page_of(application) + "message/", {"text": f"Message {number}", "key": signed_key()}
        )

    assert response.status_code == 429
    assert "Message 20" in text(response)


def test_the_answer_is_on_the_page_and_its_letter_does_not_tell_it(client, advisor, application):
    written(application)

    client.post(
        reverse("crm_application_answer", args=[application.pk]),
        {"text": "Oui, la gare est à dix minutes.", "key": signed_key()},
    )

    assert "la gare est à dix minutes" in text(client.get(page_of(application)))
    letter = Letter.objects.get(template=messages.LETTER)
    assert (letter.person, "la gare" in letter.body) == (application.person, False)
    assert not Message.objects.waiting().exists()
    assert Interaction.objects.get(subject=messages.ANSWER).author == advisor


def test_an_empty_answer_comes_back_and_nothing_leaves(client, advisor, application):
    written(application)

    page = client.post(reverse("crm_application_answer", args=[application.pk]), {"text": ""})

    assert page.status_code == 422
    assert "Écrivez la réponse" in text(page)
    assert not Letter.objects.filter(template=messages.LETTER).exists()


def test_without_an_address_one_calls(application):
    application.person.contact_points.all().delete()

    with pytest.raises(Refused, match="appelez"):
        messages.answer(application, "Bonjour", uuid.uuid4(), by=UserFactory())


def test_a_message_may_need_no_answer_there(client, advisor, application):
    written(application)

    client.post(reverse("crm_application_settle", args=[application.pk]))

    assert not Message.objects.waiting().exists()
    assert not Letter.objects.filter(template=messages.LETTER).exists()


def test_a_message_is_in_the_day_of_whoever_follows_and_of_all_when_it_waits(advisor, application):
    other = UserFactory(groups=["Conseillers"])
    written(application)
    assert message_days.messages(other, NOW).total == 1

    describe(application.journey, by=advisor, owner=advisor)

    assert message_days.messages(advisor, NOW).total == 1
    assert message_days.messages(other, NOW).total == 0
    assert message_days.messages(other, NOW + timedelta(days=4)).total == 1
    line = message_days.messages(advisor, NOW).lines[0]
    assert (line.label, line.why) == (str(application.person), "Puis-je venir en train ?")


def test_whoever_reads_no_file_has_no_list():
    assert message_days.messages(UserFactory(), NOW) is None


@pytest.mark.parametrize("several", [3, 25])
def test_the_day_asks_as_little_however_many_wait(advisor, several, django_assert_max_num_queries):
    session = SessionFactory()
    for _ in range(several):
        written(make_application(session))
    message_days.messages(advisor, NOW)

    with django_assert_max_num_queries(2):
        message_days.messages(advisor, NOW)


def test_what_is_written_while_a_form_waits_joins_the_file_with_it(client):
    make_postcodes()
    known = make_person(email="connue@example.org")
    sent(client, email="connue@example.org")
    submission = Submission.objects.get()
    address = f"/suivi/{links.make(FOLLOW_SUBMISSION, str(submission.pk))}/"
    client.post(f"{address}message/", {"text": "Une précision.", "key": signed_key()})
    assert not Interaction.objects.exists()

    application = intake.attach(submission, known, by=None)

    assert Message.objects.get().application == application
    assert Interaction.objects.get().text == "Une précision."
    assert "Une précision." in text(client.get(address))


def test_a_closed_form_takes_no_message(client):
    make_postcodes()
    make_person(email="connue@example.org")
    sent(client, email="connue@example.org")
    submission = Submission.objects.get()
    written(submission)
    address = f"/suivi/{links.make(FOLLOW_SUBMISSION, str(submission.pk))}/"

    client.post(f"{address}retirer/")
    page = client.post(f"{address}message/", {"text": "Encore", "key": signed_key()})

    assert page.status_code == 409
    assert not Message.objects.waiting().exists()
    assert "Envoyer ce message" not in text(client.get(address))
