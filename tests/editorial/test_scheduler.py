"""What is done at its hour: once, whatever the number of schedulers, and without being asked."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from wagtail import hooks

from editorial import leases
from editorial.models import ScheduledJob, ScheduledRun
from editorial.scheduling import (
    HELD_FOR,
    KEPT_RUNS,
    Job,
    Outcome,
    ask_now,
    claim,
    jobs,
    release,
    run_due,
)
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
def test_a_pass_that_is_stopped_leaves_the_jobs_that_it_has_not_begun(offer):
    runs = []
    offer(Job("essai", HOURLY, runs.append))

    assert run_due(NOON, over=lambda: True) == []
    assert runs == []
    run_due(NOON)
    assert runs == [NOON]


@pytest.mark.django_db
def test_a_job_cut_off_is_taken_up_again_later():
    job = Job("essai", HOURLY, print)
    assert claim(job, NOON)

    assert not claim(job, NOON)
    assert claim(job, NOON + HELD_FOR)


@pytest.mark.django_db
def test_a_scheduler_that_lost_its_job_neither_holds_it_again_nor_lets_it_go():
    job = Job("essai", HOURLY, print)
    cut_off, second = claim(job, NOON), claim(job, NOON + HELD_FOR)

    assert not cut_off.renew()
    release(job, cut_off, Outcome())
    assert ScheduledJob.objects.get().holder == second.holder


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_for_long_stays_held(offer, monkeypatch):
    monkeypatch.setattr(leases, "RENEWED_EVERY", 0.01)
    seen = []

    def run_until_held_again(at):
        first = ScheduledJob.objects.get(name="essai").held_until
        give_up = time.monotonic() + 20
        while (held := ScheduledJob.objects.get(name="essai").held_until) == first:
            assert time.monotonic() < give_up
        seen.append(held > NOON + HELD_FOR)

    offer(Job("essai", HOURLY, run_until_held_again))

    assert run_due(NOON) == []
    assert seen == [True]
    assert ScheduledJob.objects.get(name="essai").held_until is None


@pytest.mark.django_db
def test_what_failed_is_told_by_its_kind_and_its_place_never_by_its_words(offer):
    def fail(at):
        raise ValueError("claire.roche@example.org")

    offer(Job("essai", HOURLY, fail))
    run_due(NOON)

    run = ScheduledRun.objects.get(job__name="essai")
    assert run.failed
    assert run.error.startswith("ValueError (test_scheduler.py, ligne")
    assert "claire" not in run.error


@pytest.mark.django_db
def test_the_last_passes_of_a_job_are_kept_and_no_more(offer):
    offer(Job("essai", HOURLY, lambda at: 3))
    for hour in range(KEPT_RUNS + 2):
        run_due(NOON + hour * HOURLY)

    kept = ScheduledRun.objects.filter(job__name="essai")
    assert kept.count() == KEPT_RUNS
    assert kept.earliest("ran_at").ran_at == NOON + 2 * HOURLY
    assert {run.count for run in kept} == {3}


@pytest.mark.django_db
def test_a_frequent_pass_without_anything_to_do_is_not_kept(offer):
    done = iter([0, 2])
    offer(Job("essai", timedelta(0), lambda at: next(done)))
    run_due(NOON)
    run_due(NOON + timedelta(minutes=1))

    assert [run.count for run in ScheduledRun.objects.filter(job__name="essai")] == [2]


@pytest.mark.django_db
def test_a_job_asked_for_at_once_is_due_unless_somebody_holds_it(offer):
    runs = []
    job = Job("essai", HOURLY, runs.append)
    offer(job)
    run_due(NOON)
    soon = NOON + timedelta(minutes=1)

    assert ask_now(job, soon)
    run_due(soon)
    assert runs == [NOON, soon]

    assert ask_now(job, soon)
    assert claim(job, soon)
    assert not ask_now(job, soon)


def test_every_job_says_in_french_what_it_is_called_and_does():
    silent = [job.name for job in jobs() if not job.label or not job.says.endswith(".")]
    names = [job.name for job in jobs()]
    labels = [job.label for job in jobs()]

    assert silent == []
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)


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
