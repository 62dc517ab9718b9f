"""Advisors, partners and browsers at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.circle import doors, services
from crm.circle.doors import Tried
from crm.circle.models import Helper, HelperState
from crm.consents.models import Consent
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.circle.factories import code_sent, family, helped, invited

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(act, number=AT_ONCE):
    def alone(rank):
        try:
            return act(rank)
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as many:
        return list(many.map(alone, range(number)))


def test_of_many_invitations_to_one_address_one_is_written():
    journey, _ = family()

    made = at_once(lambda rank: invited(journey))

    assert len([one for one in made if one]) == 1
    assert Helper.objects.count() == Consent.objects.count() == 1
    assert Letter.objects.filter(template="crm_circle/letters/invite.txt").count() == 1


def test_an_access_that_is_agreed_to_and_taken_away_at_once_ends_in_one_state():
    journey, _ = family()
    helper = invited(journey, said_by="")

    def act(rank):
        if rank % 2:
            services.agree(helper, channel="au téléphone")
        else:
            services.revoke(helper, "Erreur", by=None)

    at_once(act)

    assert Helper.objects.get().state == HelperState.ENDED


def test_a_code_opens_once_however_many_try_it_at_once():
    helper, _ = helped()
    session = {}
    doors.send_code(helper, session)
    digits = code_sent(helper)

    tried = at_once(lambda rank: doors.try_code(helper, dict(session), digits))

    assert tried.count(Tried.OPEN) == 1


def test_wrong_codes_tried_at_once_are_all_counted():
    helper, _ = helped()
    session = {}
    doors.send_code(helper, session)
    wrong = f"{(int(code_sent(helper)) + 1) % 10**6:06}"

    at_once(lambda rank: doors.try_code(helper, dict(session), wrong), doors.TRIES)

    assert doors.try_code(helper, session, code_sent(helper)) == Tried.OVER
