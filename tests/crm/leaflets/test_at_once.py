"""Visits and drops at the same moment, on the database that the tests run on."""

import pytest

from crm.leaflets.links import count_visit
from crm.leaflets.models import BatchVisit
from crm.leaflets.services import dropped, leave_copies
from tests.crm.leaflets.batches import batch, place
from tests.crm.visits.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_visits_and_drops_at_once_are_all_counted_and_never_exceed_the_copies():
    row = batch(printed=250)

    def act(rank: int) -> None:
        count_visit(row)
        if rank % 2:
            leave_copies(row, place(100), by=None)

    told = at_once(act, 8)

    assert BatchVisit.objects.get().count == 8
    assert dropped(row) == 200
    assert len([words for words in told if "Il reste 50" in words]) == 2
