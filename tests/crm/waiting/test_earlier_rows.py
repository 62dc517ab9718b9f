"""Rows older than a migration: what they become when it passes."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from crm.waiting.models import WaitEntry, WaitSpell
from tests.crm.applications.waits import coming, waiting

KNOWN_WAITS = import_module("crm.waiting.migrations.0003_known_waits")


@pytest.mark.django_db
def test_who_waited_before_stays_were_kept_gets_the_one_that_is_known():
    waiting(coming())
    waits = WaitEntry.objects.count()
    assert waits
    WaitSpell.objects.all().delete()

    KNOWN_WAITS.keep_known_waits(apps, None)

    told = WaitSpell.objects.values_list("entry__joined_at", "began_at", "ended_at", "ended_as")
    assert len(told) == waits
    assert all(joined == began for joined, began, *_ in told)
    assert {(ended, how) for *_, ended, how in told} == {(None, "")}
