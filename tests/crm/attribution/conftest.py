"""A moment, and what may have brought somebody then."""

from __future__ import annotations

import pytest

from tests.crm.appointments.given import a_reason, receives
from tests.crm.factories import make_territory
from tests.crm.leaflets.batches import batch
from tests.forum.factories import EditionFactory
from tests.news.press import CoverageFactory


@pytest.fixture
def territory(db):
    return make_territory()


@pytest.fixture
def leaflets(db):
    return batch()


@pytest.fixture
def article(db):
    return CoverageFactory(outlet="Le Quotidien d’essai", title="Ils reviennent")


@pytest.fixture
def edition(db):
    return EditionFactory(number=5)


@pytest.fixture
def reason(db):
    """What one may come and speak of, any day of the week."""
    row = a_reason(horizon_days=30)
    advisor = receives(row, weekday=0)
    for weekday in range(1, 7):
        receives(row, advisor, weekday=weekday)
    return row
