"""The database keeps the journal as it was written; its purge alone opens the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry, Gate, RefusedSignIns
from crm.journal.services import gate_open, record
from crm.journal.traces import TRACES, forget_traces
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db
STATEMENTS = [
    "UPDATE crm_journal_entry SET reason = ''",
    "UPDATE crm_journal_entry SET at = '2001-01-01'",
    "DELETE FROM crm_journal_entry",
    *([] if settings.ON_SQLITE else ["TRUNCATE crm_journal_entry"]),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_what_changes_or_deletes_a_line(statement):
    record(Action.READ, UserFactory())
    connection.check_constraints()  # PostgreSQL empties no table of which a row is still to be checked

    with (
        pytest.raises(DatabaseError, match="Le journal ne se modifie pas"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_gate_shuts_behind_the_purge_and_a_purge_inside_another_leaves_it_open():
    with gate_open():
        with gate_open():
            pass
        assert Gate.objects.get(pk=1).is_open

    assert not Gate.objects.get(pk=1).is_open


def test_old_traces_go_moves_stay_and_the_purge_is_told():
    now, user = timezone.now(), UserFactory()
    old = now - timedelta(days=400)
    for action in Action:
        before = {"before": "a", "after": "b"} if action == Action.MOVED else {}
        record(action, user, at=old, **before)
        record(action, user, at=now, **before)
    RefusedSignIns.objects.create(day=old.date(), count=3)

    gone = forget_traces(now - timedelta(days=365), now)

    assert gone == len(TRACES)
    kept = set(Entry.objects.filter(at=old).values_list("action", flat=True))
    assert kept == set(Action) - set(TRACES)
    assert Entry.objects.get(object_type="crm_journal.gate").reason == "6 traces de plus de 12 mois"
    assert not RefusedSignIns.objects.exists()


def test_a_purge_that_finds_nothing_writes_nothing():
    forget_traces(timezone.now() - timedelta(days=365))

    assert not Entry.objects.filter(object_type="crm_journal.gate").exists()
