"""What is done at its hour without anybody asking: `manage.py scheduler` runs it.

A room or a plugin offers a job through the hook `register_scheduled_job() -> Job`:

    @hooks.register("register_scheduled_job")
    def purge_old_counts() -> Job:
        return Job(
            "page-counts", timedelta(days=1), purge,
            label="Lectures anciennes", says="Efface les comptes de lectures de plus de deux ans.",
        )

`purge(at)` is called once it is due, by one scheduler at a time, whatever their number and machines.
It may be called again after a cut, so that it must bear being run twice. However long it runs, it stays held.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone
from wagtail import hooks

from editorial.leases import HELD_FOR, Lease
from editorial.models import ScheduledJob, ScheduledRun
from editorial.watch.heartbeats import SCHEDULER, beat

__all__ = ["HELD_FOR", "KEPT_RUNS", "Job", "ask_now", "claim", "jobs", "run_due"]

# The last passes of each job that are kept.
KEPT_RUNS = 20
# Of a job that passes more often than this, a pass without anything to do is not kept.
FREQUENT = timedelta(hours=1)
# What PostgreSQL answers to one of two transactions that wait for each other.
DEADLOCK = "40P01"

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    """name: unique, for ever. every: the least time between two runs, none for every pass.

    run: told the moment; may return how many things it did, which is kept beside the moment of the pass.
    label, says: what it is called and does, in French, for who looks after the house.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], object]
    label: str = ""
    says: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a pass did. error: the class of what stopped it and where it arose, "" when nothing did."""

    count: int | None = None
    error: str = ""


def jobs() -> list[Job]:
    return [Job(*offer()) for offer in hooks.get_hooks("register_scheduled_job")]


def run_due(at: datetime | None = None, over: Callable[[], bool] = lambda: False) -> list[str]:
    """Run each job that is due and that nobody holds. Return the names of those that failed.

    `over` is asked before each of them whether to stop there.
    """
    beat(SCHEDULER)
    failed = []
    for job in jobs():
        if over():
            break
        if _run(job, at or timezone.now()).error:
            failed.append(job.name)
    return failed


def _run(job: Job, at: datetime) -> Outcome:
    lease = claim(job, at)
    if lease is None:
        return Outcome()
    with lease:
        outcome = _done_by(job, at)
    release(job, lease, outcome)
    return outcome


def _done_by(job: Job, at: datetime) -> Outcome:
    try:
        done = run_undisturbed(job, at)
    except Exception as error:
        logger.exception("The scheduled job %s failed.", job.name)
        return Outcome(error=told(error))
    counts = isinstance(done, int) and not isinstance(done, bool)
    return Outcome(count=done if counts else None)  # type: ignore[arg-type]


def run_undisturbed(job: Job, at: datetime) -> object:
    """Run a job; once more when two that waited for each other made the database undo this one."""
    try:
        return job.run(at)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
            raise
        return job.run(at)


def told(error: Exception) -> str:
    """« ValueError (offers.py, ligne 12) »: never its message, which may quote what somebody typed."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} ({Path(last.filename).name}, ligne\N{NO-BREAK SPACE}{last.lineno})"[
        :200
    ]


def claim(job: Job, at: datetime) -> Lease | None:
    """Take a job that is due and free, or None."""
    lease = Lease(job.name, at)
    return lease if lease.take() else None


def release(job: Job, lease: Lease, outcome: Outcome) -> None:
    """A job that failed waits for its next turn too. One taken over in the meantime is left alone."""
    seconds = lease.seconds()
    row = lease.mine().first()
    if row is None:
        return
    lease.mine().update(
        next_at=lease.at + job.every,
        held_until=None,
        holder="",
        ran_at=lease.at,
        last_count=outcome.count,
        last_seconds=seconds,
        failed=bool(outcome.error),
    )
    if outcome.count or outcome.error or job.every >= FREQUENT:
        _keep(row, lease.at, seconds, outcome)


def _keep(row: ScheduledJob, at: datetime, seconds: float, outcome: Outcome) -> None:
    row.runs.create(
        ran_at=at,
        seconds=seconds,
        count=outcome.count,
        failed=bool(outcome.error),
        error=outcome.error,
    )
    old = row.runs.values_list("pk", flat=True)[KEPT_RUNS:]
    ScheduledRun.objects.filter(pk__in=list(old)).delete()


def ask_now(job: Job, at: datetime | None = None) -> bool:
    """Make a job due: the scheduler takes it at its next pass, as any other. False while it is held."""
    now = at or timezone.now()
    row, _ = ScheduledJob.objects.get_or_create(name=job.name, defaults={"next_at": now})
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    return ScheduledJob.objects.filter(free, pk=row.pk).update(next_at=now) == 1
