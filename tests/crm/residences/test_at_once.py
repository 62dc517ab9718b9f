"""Two desks that give the last place at once, two that number agreements: the database that tests run on decides."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.residences import agreements, services
from crm.residences.models import PlaceDay, Residence, ResidenceState
from tests.crm.residences.conftest import T

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(do, rows):
    def one(row):
        try:
            return do(row)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(rows)) as desks:
        return list(desks.map(one, rows))


def test_four_desks_that_want_the_last_two_places_give_two(ask, settings):
    settings.RESIDENCES = settings.RESIDENCES | {"short_places": 2}
    rows = [ask() for _ in range(4)]

    told = at_once(lambda row: services.grant(row, by=None, at=T), rows)

    assert sum(one is None for one in told) == 2
    assert Residence.objects.in_state(ResidenceState.GRANTED).count() == 2
    assert PlaceDay.objects.count() == 14


def test_an_agreement_asked_twice_at_once_is_made_once_and_numbers_have_no_hole(ask):
    rows = [ask(), ask()]
    for row in rows:
        services.grant(row, by=None, at=T)

    told = at_once(lambda row: str(agreements.issue(row, by=None, at=T).number), [rows[0], *rows])

    assert {one for one in told if one.startswith("R")} == {"R2011-001", "R2011-002"}
    assert sum("remplacez-la" in one for one in told) == 1
