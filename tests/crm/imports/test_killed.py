"""A process killed in the middle of the writing leaves nothing, and the import can be written again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from crm.imports import jobs
from crm.imports.models import BatchState, ImportLine, Trace
from crm.imports.services import confirm
from crm.journal.models import Action, Entry
from crm.people.models import Person
from tests.bench.imports import lines
from tests.crm.desk import colleague
from tests.crm.factories import make_territory
from tests.crm.imports.files import as_csv, checked
from tests.database import address

# Long enough to be left to a worker.
SIZE = 320
# Tells its parent that people are written, then waits to be killed before the transaction ends.
WRITER = """
import sys, time, django
django.setup()
from crm.imports import jobs
from crm.imports.writing import Writer
advance = Writer._advance
def slowly(self, lines):
    advance(self, lines)
    print("written", flush=True)
    time.sleep(600)
Writer._advance = slowly
jobs.write(int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_in_the_middle_leaves_nothing():
    make_territory()
    by = colleague()
    batch = checked(as_csv(lines(SIZE)), by)
    confirm(batch, batch.token, by=by)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(batch.pk)],
        cwd=settings.BASE_DIR,
        env=os.environ | {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"site{os.pathsep}.",
        },
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert writer.stdout.readline() == "written\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    batch.refresh_from_db()
    assert batch.state == BatchState.CONFIRMED
    assert not Person.objects.exists()
    assert not Trace.objects.exists()
    assert not Entry.objects.filter(action=Action.CREATED, object_type="crm_people.person").exists()

    jobs.write(batch.pk)
    batch.refresh_from_db()
    assert batch.counts == {"new": SIZE}
    assert not ImportLine.objects.exists()
