"""What is done at its hour: once, whatever the number of schedulers, and without being asked."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from wagtail import hooks

from editorial.models import ScheduledJob
from editorial.scheduling import HELD_FOR, Job, claim, run_due
from tests.files import ROOT

NOON = datetime(2011, 10, 3, 12, tzinfo=UTC)
HOURLY = timedelta(hours=1)
AT_ONCE = 6


@pytest.fixture
def offer(request):
    """Offer a job for as long as the test lasts."""

    def offered(job: Job) -> None:
        hook = hooks.register_temporarily("register_scheduled_job", lambda: job)
        hook.__enter__()
        request.addfinalizer(lambda: hook.__exit__(None, None, None))

    return offered


@pytest.mark.django_db
def test_a_job_waits_for_its_turn(offer):
    runs = []
    offer(Job("essai", HOURLY, runs.append))

    for minutes in (0, 1, 59, 60, 61):
        run_due(NOON + timedelta(minutes=minutes))

    assert runs == [NOON, NOON + HOURLY]


@pytest.mark.django_db
def test_a_job_that_fails_is_named_and_waits_for_its_turn(offer):
    def fail(at):
        raise ValueError(at)

    offer(Job("essai", HOURLY, fail))

    assert run_due(NOON) == ["essai"]
    assert run_due(NOON) == []
    assert run_due(NOON + HOURLY) == ["essai"]


@pytest.mark.django_db
def test_a_job_cut_off_is_taken_up_again_later():
    job = Job("essai", HOURLY, print)
    assert claim(job, NOON, NOON + HELD_FOR)

    assert not claim(job, NOON, NOON + HELD_FOR)
    assert claim(job, NOON + HELD_FOR, NOON + 2 * HELD_FOR)


@pytest.mark.django_db(transaction=True)
def test_of_several_schedulers_one_does_the_job(offer):
    runs = []
    offer(Job("essai", HOURLY, runs.append))

    def one_pass(_number: int) -> list[str]:
        try:
            return run_due(NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as schedulers:
        list(schedulers.map(one_pass, range(AT_ONCE)))

    assert runs == [NOON]


@pytest.mark.django_db
def test_one_pass_does_every_job_of_the_site_and_of_its_plugins():
    call_command("scheduler", "--once")

    assert ScheduledJob.objects.filter(name="publication", ran_at__isnull=False).exists()
    assert not ScheduledJob.objects.filter(ran_at__isnull=True).exists()


@pytest.mark.django_db
def test_one_pass_that_fails_says_so_to_whoever_launched_it(offer):
    def fail(at):
        raise ValueError(at)

    offer(Job("essai", HOURLY, fail))

    with pytest.raises(CommandError, match="essai"):
        call_command("scheduler", "--once")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_the_scheduler_stops_when_it_is_asked_to(tmp_path, asked):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'vide.sqlite3'}", "PYTHONUNBUFFERED": "1"}
    # The database is empty: it says so, and waits for its next pass.
    scheduler = subprocess.Popen(
        [sys.executable, "manage.py", "scheduler", "--every", "600"],
        cwd=ROOT,
        env=os.environ | database,
        stderr=subprocess.PIPE,
    )
    assert scheduler.stderr
    scheduler.stderr.readline()

    scheduler.send_signal(asked)

    assert scheduler.wait(timeout=300) == 0
