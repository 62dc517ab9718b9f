"""A site that has a home page."""

import pytest

from tests.news.factories import a_home_page


@pytest.fixture
def home(db):
    return a_home_page()
