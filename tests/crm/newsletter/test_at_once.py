"""Visitors at the same moment, on the database that the tests run on."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.models import Entry
from crm.letters.models import Letter
from crm.newsletter import services
from crm.newsletter.models import Subscriber, SubscriberState
from tests.crm.newsletter.factories import asked

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


def test_an_address_asked_for_many_times_at_once_is_one_subscription_and_one_letter():
    at_once(lambda: services.subscribe("rose@example.org", form_key=uuid.uuid4()))

    assert Subscriber.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_button_pressed_many_times_at_once_confirms_once():
    row = asked()

    at_once(lambda: services.confirm(row))

    assert Subscriber.objects.get().state == SubscriberState.CONFIRMED
    assert Entry.objects.about(row).moves().count() == 1
