"""Two schedulers, two agents at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.mailings.models import Mailing
from crm.press import coverage, dispatching
from crm.press.coverage import Told
from crm.press.dispatching import Wanted
from crm.press.models import CoverageLink, Received, ReleaseDispatch
from tests.crm.press.pressing import journalist, planned, release, written_to
from tests.news.press import CoverageFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOW = timezone.now()


def at_once(act, many=4):
    def alone(rank):
        try:
            return act(rank)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(alone, range(many)))


def test_several_schedulers_send_a_release_once(settings):
    settings.LETTERS_IN_PROCESS = False
    people = [journalist(at=NOW - timedelta(days=9)) for _ in range(3)]
    sent = planned(release(), *people, at=NOW)

    told = at_once(lambda rank: dispatching.send_due(NOW))

    assert sorted(told) == [0, 0, 0, 1]
    assert written_to() == sorted(one.email for one in people)
    assert (Mailing.objects.count(), Received.objects.count()) == (1, 3)
    assert ReleaseDispatch.objects.get(pk=sent.pk).state == "sent"


def test_what_is_cancelled_while_it_leaves_is_one_or_the_other(settings):
    settings.LETTERS_IN_PROCESS = False
    sent = planned(release(), journalist(at=NOW), at=NOW)

    at_once(
        lambda rank: (
            dispatching.send(sent.pk, NOW)
            if rank
            else dispatching.cancel(sent, "reporté", by=None, at=NOW)
        )
    )

    state = ReleaseDispatch.objects.get(pk=sent.pk).state
    assert (state, len(written_to())) in {("sent", 1), ("cancelled", 0)}


def test_a_double_click_plans_one_sending_and_ties_an_article_once():
    page, who, article = release(), journalist(at=NOW), CoverageFactory()
    wanted = Wanted(contacts=[who])

    at_once(lambda rank: dispatching.plan(page, wanted, by=None, at=NOW))
    at_once(lambda rank: coverage.link(article, Told(who), by=None, at=NOW))

    assert (ReleaseDispatch.objects.count(), CoverageLink.objects.count()) == (1, 1)
