"""Advisors and visitors at the same moment, on the database that the tests run on."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.letters.models import Letter
from crm.network import relaying
from crm.network.models import Card, ContactMessage
from crm.network.services import open_card
from tests.crm.factories import make_person
from tests.crm.network.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(act):
    def alone(rank):
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as many:
        list(many.map(alone, range(AT_ONCE)))


def test_a_card_opened_twice_at_once_is_one_card():
    person = make_person()

    at_once(lambda: open_card(person, by=None))

    assert Card.objects.count() == 1


def test_the_same_message_sent_many_times_at_once_is_one_letter():
    card, key = published(), uuid.uuid4()

    at_once(
        lambda: relaying.relay(card, key, name="Hugo", email="hugo@example.org", text="Bonjour")
    )

    assert ContactMessage.objects.count() == 1
    assert Letter.objects.filter(template="crm_network/letters/relay.txt").count() == 1
