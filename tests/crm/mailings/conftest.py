from collections.abc import Iterator

import pytest

from .publics import Public, held


@pytest.fixture
def public() -> Iterator[Public]:
    with held() as public:
        yield public
