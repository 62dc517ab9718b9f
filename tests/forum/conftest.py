import pytest

from tests.forum.factories import edition_page, forum_page


@pytest.fixture
def forum():
    return forum_page()


@pytest.fixture
def page(forum):
    """The page of the edition of 7 October 2010."""
    return edition_page(forum)
