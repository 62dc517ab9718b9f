"""Sixteen who write at the same moment, on the database that the tests run on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connections

from crm.journal.models import Action, Entry
from crm.journal.services import record

WRITERS, LINES = 16, 5


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_at_once_are_all_served():
    """None is told that the base is locked: an error of any thread would be raised here."""
    about = User.objects.create_user("agent")

    def write(_: int) -> None:
        try:
            for _line in range(LINES):
                record(Action.CHANGED, about, by=about)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))

    assert Entry.objects.filter(actor=about).count() == WRITERS * LINES
