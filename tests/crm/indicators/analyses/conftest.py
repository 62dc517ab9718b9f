import pytest

from tests.crm.indicators.analyses import cast


@pytest.fixture
def people(db):
    return cast.play()
