"""Two loaded sites, each loaded once a module: the real one, and a fictional one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from wagtail.models import Site

from editorial import rights
from home.content import Report, load

FIXTURES = settings.BASE_DIR / "fixtures"


@contextmanager
def loaded(folder: Path, blocker) -> Iterator[Report]:
    """Load a folder inside a transaction that is undone at the end of the module."""
    with blocker.unblock(), transaction.atomic():
        report = load(folder)
        rights.grant()
        Site.clear_site_root_paths_cache()
        yield report
        transaction.set_rollback(True)
    caches["default"].clear()


@pytest.fixture(scope="module")
def real_site(django_db_setup, django_db_blocker) -> Iterator[Report]:
    with loaded(FIXTURES / "site", django_db_blocker) as report:
        yield report


@pytest.fixture(scope="module")
def other_site(django_db_setup, django_db_blocker) -> Iterator[Report]:
    with loaded(FIXTURES / "autre-territoire", django_db_blocker) as report:
        yield report


@pytest.fixture(autouse=True)
def _fresh_addresses():
    """Wagtail keeps the addresses of sites in the cache: each test starts without them."""
    caches["default"].clear()
