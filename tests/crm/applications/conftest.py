"""Somebody at the desk, a session that begins in a month, and limits that nobody has reached yet."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.crm.factories import UserFactory
from tests.training.factories import SessionFactory


@pytest.fixture(autouse=True)
def _no_limit_reached_by_the_test_before():
    caches["limits"].clear()


@pytest.fixture
def advisor(client):
    user = UserFactory(groups=["Conseillers"])
    client.force_login(user)
    return user


@pytest.fixture
def session():
    return SessionFactory(
        starts_on=timezone.localdate() + timedelta(days=30), seats_min=1, seats_max=2
    )
