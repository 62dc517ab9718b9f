"""The base on which a bench runs: made for it on the server of DATABASE_URL, and taken away."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from tests.bench.measure import Figures, measure


@contextmanager
def a_base() -> Iterator[None]:
    """An empty base, with its migrations."""
    warnings.filterwarnings("ignore", "No directory at")
    settings.VAR_DIR.mkdir(exist_ok=True)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def floor() -> Figures:
    """The least that Django can do, in the same run."""
    with override_settings(ROOT_URLCONF="tests.bench.floor", MIDDLEWARE=[]):
        return measure("/")
