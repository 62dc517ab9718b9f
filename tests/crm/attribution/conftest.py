"""A moment, and what may have brought somebody then."""

from __future__ import annotations

import pytest

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
