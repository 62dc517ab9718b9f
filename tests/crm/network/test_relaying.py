"""Messages that reveal no address, abuses, introductions, and what is kept of all that."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.timeline import moments
from crm.letters import links
from crm.letters.models import Letter
from crm.network import jobs, relaying, services
from crm.network.letters import REPORT_LINK
from crm.network.models import Card, ContactMessage, Introduction, MessageState
from tests.crm.desk import colleague
from tests.crm.network.factories import published, signed, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits():
    caches["limits"].clear()


def sent(card, **changes):
    return Client().post(f"/annuaire/{card.pk}/", written(**changes))


def arrived(card, email="hugo.lamy@example.org"):
    return relaying.relay(card, uuid.uuid4(), name="Hugo Lamy", email=email, text="Bonjour")


def relayed():
    return Letter.objects.filter(template="crm_network/letters/relay.txt")


def test_a_message_is_relayed_without_the_address_of_the_person():
    card = published()

    answer = sent(card)

    letter = relayed().get()
    assert answer["Location"] == "/annuaire/message-envoye/"
    assert letter.person == card.person
    assert "hugo.lamy@example.org" in letter.body
    assert "disponible en mars" in letter.body
    assert letter.to not in Client().get(answer["Location"]).content.decode()


def test_the_same_form_twice_is_one_letter():
    card, key = published(), signed()

    sent(card, key=key)
    sent(card, key=key)

    assert relayed().count() == 1


def test_a_robot_is_thanked_and_nothing_is_kept():
    card = published()

    assert sent(card, site_web="https://spam.example").status_code == 302
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"name": ""}, {"email": "rien"}, {"text": ""}, {"text": "x" * 2001}, {"key": "faux"}]
)
def test_a_bad_message_says_why_and_loses_nothing(bad):
    card = published()

    answer = sent(card, **bad)

    assert answer.status_code == 422
    assert bad.get("text", "Seriez-vous disponible")[:100] in answer.content.decode()
    assert not ContactMessage.objects.exists()


def test_too_many_messages_wait():
    card = published()
    client = Client()
    answers = [client.post(f"/annuaire/{card.pk}/", written()).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]


def test_nobody_writes_to_somebody_who_left():
    card = published()
    services.withdraw(card)

    assert sent(card).status_code == 404
    with pytest.raises(Refused, match="plus dans l’annuaire"):
        arrived(card)


def test_an_abuse_is_reported_by_the_letter_and_its_sender_relayed_no_more():
    card = published()
    message = arrived(card)
    address = f"/signaler/{links.make(REPORT_LINK, str(message.pk))}/"

    client = Client()
    client.get(address)
    message.refresh_from_db()
    assert message.state == MessageState.RELAYED
    client.post(address)
    client.post(address)
    message.refresh_from_db()
    assert message.state == MessageState.REPORTED

    relaying.judge(message, spam=True, by=None)
    assert arrived(card, email="HUGO.lamy@example.org") is None
    assert sent(card).status_code == 302
    assert relayed().count() == 1


def test_a_message_without_abuse_is_left_and_not_judged_twice():
    message = arrived(published())
    relaying.report(message)
    relaying.judge(message, spam=False, by=None)

    with pytest.raises(Refused, match="ne devient pas"):
        relaying.judge(message, spam=True, by=None)


def test_messages_are_kept_six_months():
    arrived(published())

    jobs.forget(timezone.now() + timedelta(days=150))
    assert ContactMessage.objects.exists()
    jobs.forget(timezone.now() + timedelta(days=200))
    assert not ContactMessage.objects.exists()
    assert Card.objects.exists()


def test_a_card_withdrawn_six_months_ago_is_deleted():
    services.withdraw(published())

    jobs.forget(timezone.now() + timedelta(days=150))
    assert Card.objects.exists()
    jobs.forget(timezone.now() + timedelta(days=200))
    assert not Card.objects.exists()


def test_two_people_are_introduced_by_their_cards_and_it_is_logged():
    one, other = published(), published(known={"first_name": "Malik", "last_name": "Bensaïd"})

    relaying.introduce(one, other, "Vos métiers se complètent.", by=None)

    letters = Letter.objects.filter(template="crm_network/letters/introduced.txt")
    assert {letter.person for letter in letters} == {one.person, other.person}
    for letter in letters:
        assert "@example.org" not in letter.body
        assert "Montaigu" not in letter.body.replace("Bonjour Claire Montaigu", "")
        assert "Bensaïd" not in letter.body.replace("Bonjour Malik Bensaïd", "")
    told = [moment.title for moment in moments(one.person, colleague())]
    assert "Mise en relation avec Malik Bensaïd" in told


def test_nobody_is_introduced_to_oneself_nor_to_who_left():
    one, other = published(), published(known={"first_name": "Malik"})

    with pytest.raises(Refused, match="deux personnes"):
        relaying.introduce(one, one, "Pourquoi", by=None)
    services.withdraw(other)
    with pytest.raises(Refused, match="dans l’annuaire aujourd’hui"):
        relaying.introduce(one, other, "Pourquoi", by=None)
    assert not Introduction.objects.exists()
