"""Two colleagues at the same moment, on the database that the tests run on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.mailings.models import Mailing, Recipient
from crm.segments import exclusions
from crm.segments.sending import campaigns
from tests.crm.desk import journey_of
from tests.crm.factories import UserFactory, make_person
from tests.crm.segments.factories import asks, draft, segment_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(act):
    """How many of those who act at the same moment are refused."""

    def alone(rank):
        try:
            act()
        except Refused:
            return 1
        finally:
            connections.close_all()
        return 0

    with ThreadPoolExecutor(AT_ONCE) as many:
        return sum(many.map(alone, range(AT_ONCE)))


def test_launched_by_several_at_once_it_leaves_once():
    manager = UserFactory(is_superuser=True)
    journey_of(make_person())
    campaign = draft(manager, segment_of(manager, asks("journey", state="open")))

    refused = at_once(lambda: campaigns.launch(campaign, by=manager))

    assert refused == AT_ONCE - 1
    assert Mailing.objects.count() == 1
    assert Recipient.objects.count() == 1


def test_put_on_a_list_by_several_at_once_somebody_is_there_once():
    manager, person = UserFactory(), make_person()
    row = exclusions.open_list("Répit", "", always=True, by=manager)

    refused = at_once(lambda: exclusions.put(row, person.file_number, by=manager))

    assert refused == AT_ONCE - 1
    assert row.entries.count() == 1
