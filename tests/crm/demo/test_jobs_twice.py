"""Every job bears being run twice: on the whole demonstration, the second pass writes nothing and to nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from crm.letters.models import Letter
from editorial.scheduling import jobs

WRITES = ("INSERT", "UPDATE", "DELETE")
# It opens for a purge and shuts behind it, whatever there is to purge.
GATE = "crm_journal_gate"


class Writes:
    """The statements that changed rows, seen as they are executed."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        changed = sql.lstrip().upper().startswith(WRITES) and context["cursor"].rowcount
        if changed and GATE not in sql:
            self.seen.append(sql[:200])
        return result


@pytest.mark.django_db
@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.name)
def test_a_second_pass_changes_nothing_and_writes_to_nobody(demo, job):
    now, writes = timezone.now(), Writes()
    with transaction.atomic():
        job.run(now)
        letters = Letter.objects.count()
        with connection.execute_wrapper(writes):
            job.run(now)
        told = Letter.objects.count() - letters
        transaction.set_rollback(True)

    assert writes.seen == []
    assert told == 0
