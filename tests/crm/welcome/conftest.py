"""Somebody at the desk of messages."""

import pytest

from tests.crm.desk import at_the_desk, colleague


@pytest.fixture
def by():
    return colleague()


@pytest.fixture
def desk(by):
    return at_the_desk(by)
