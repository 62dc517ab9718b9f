"""Two colleagues who read, a manager, and a session of five seats that begins in a month."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.crm.desk import another, at_the_desk, colleague
from tests.training.factories import SessionFactory


@pytest.fixture(autouse=True)
def _no_limit_reached_by_the_test_before():
    caches["limits"].clear()


@pytest.fixture
def team(db):
    """Two advisors and a manager."""
    return [colleague(), another(), another("Responsables")]


@pytest.fixture
def desk(team):
    """A client for each of the team."""
    return [at_the_desk(user) for user in team]


@pytest.fixture
def session(db):
    return SessionFactory(
        starts_on=timezone.localdate() + timedelta(days=30), seats_min=2, seats_max=5
    )
