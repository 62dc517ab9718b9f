"""The base on which the bench runs: made for it on the server of DATABASE_URL, and taken away."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)
from django.utils import timezone
from wagtail.models import Page

from crm.demo.volume import Sizes, fill, take_stock
from crm.people.models import Person
from editorial.demo import create_accounts


@contextmanager
def a_base(*, keep: bool) -> Iterator[None]:
    """A base with its migrations; `keep` leaves it there, and takes up the one that was left."""
    warnings.filterwarnings("ignore", "No directory at")
    settings.VAR_DIR.mkdir(exist_ok=True)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False, keepdb=keep)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0, keepdb=keep)
        teardown_test_environment()


def furnish() -> None:
    """The territory, the pages and the accounts, unless they are there."""
    if not Page.objects.filter(depth__gt=2).exists():
        for command in ("territory", "content"):
            call_command(command, stdout=StringIO())
    create_accounts()


def is_filled() -> bool:
    return Person.objects.exists()


def people_it(sizes: Sizes) -> None:
    begun = time.monotonic()
    fill(sizes, timezone.now())
    take_stock()
    print(f"{sizes.people} personnes écrites en {time.monotonic() - begun:.0f} s", flush=True)


def address() -> str:
    """How another process names the base that this one is connected to."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    user, password = quote(told["USER"]), quote(told["PASSWORD"], safe="")
    who = f"{user}:{password}" if password else user
    return f"postgres://{who}@{told['HOST'] or '127.0.0.1'}:{told['PORT'] or 5432}/{told['NAME']}"
