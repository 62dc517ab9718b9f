"""A process that is killed in the middle of a run, two that carry it out, a colleague who writes meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.people.models import Person
from crm.people.services import heard_from
from crm.privacy.carrying_out import HELD_FOR, carry_out
from crm.privacy.models import LineState, RunLine, RunState
from tests.database import address

from .runs import overdue, signed

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3
# One file at a time; tells its parent once the second is anonymised, inside its transaction, then waits.
RUNNER = """
import sys, time, django
django.setup()
from crm.privacy import carrying_out
carrying_out.BATCH = 1
forget, done = carrying_out.anonymise_all, []
def slowly(*told):
    forget(*told)
    done.append(told)
    if len(done) == 2:
        print("second", flush=True)
        time.sleep(600)
carrying_out.anonymise_all = slowly
carrying_out.carry_out(int(sys.argv[1]))
"""


def forgotten() -> int:
    return Person.objects.filter(anonymised_at__isnull=False).count()


def test_a_run_whose_process_is_killed_keeps_whole_files_and_is_taken_up_again():
    for _ in range(3):
        overdue()
    run = signed()
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(run.pk)],
        cwd=settings.BASE_DIR,
        env=os.environ | {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"site{os.pathsep}.",
        },
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert runner.stdout.readline() == "second\n"
    os.kill(runner.pid, signal.SIGKILL)
    runner.wait()
    runner.stdout.close()

    assert forgotten() == 1
    assert RunLine.objects.filter(state=LineState.DONE).count() == 1
    assert carry_out(run.pk) == 0
    assert carry_out(run.pk, timezone.now() + HELD_FOR + timedelta(minutes=1)) == 2
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert run.report["lines"] == {"done": 3}


def test_carried_out_by_several_at_once_a_run_forgets_each_file_once():
    for _ in range(4):
        overdue()
    run = signed()

    def alone(_: int) -> int:
        try:
            return carry_out(run.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as many:
        done = list(many.map(alone, range(AT_ONCE)))

    assert sorted(done) == [0, 0, 4]
    assert Entry.objects.filter(action=Action.ANONYMISED).count() == 4
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_what_a_colleague_is_writing_while_the_run_comes_by_is_heard_before_the_file_goes():
    person = overdue()
    run = signed()
    writing, go_on = threading.Event(), threading.Event()

    def colleague() -> None:
        try:
            with transaction.atomic():
                heard_from(person)
                writing.set()
                go_on.wait(120)
        finally:
            connections.close_all()

    def runner() -> int:
        try:
            return carry_out(run.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as many:
        noted = many.submit(colleague)
        assert writing.wait(120)
        done = many.submit(runner)
        threading.Timer(0.3, go_on.set).start()
        assert done.result(120) == 0
        noted.result(120)

    person.refresh_from_db()
    assert person.anonymised_at is None
    assert RunLine.objects.get().state == LineState.SPARED
