from collections.abc import Iterator

import pytest

from tests.crm.mailings.publics import Public, held


@pytest.fixture
def public() -> Iterator[Public]:
    """A public that holds its agreements in a set, under the code of the newsletter."""
    with held() as public:
        yield public
