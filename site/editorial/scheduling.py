"""What is done at its hour without anybody asking: `manage.py scheduler` runs it.

A room or a plugin offers a job through the hook `register_scheduled_job() -> Job`:

    @hooks.register("register_scheduled_job")
    def purge_old_counts() -> Job:
        return Job("page-counts", timedelta(days=1), purge)

`purge(at)` is called once it is due, by one scheduler at a time, whatever their number and machines.
It may be called again after a cut, so that it must bear being run twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone
from wagtail import hooks

from editorial.models import ScheduledJob

# A job that is cut off (the machine stops) is taken up again after this.
HELD_FOR = timedelta(minutes=10)
# What PostgreSQL answers to one of two transactions that wait for each other.
DEADLOCK = "40P01"

logger = logging.getLogger(__name__)


class Job(NamedTuple):
    """name: unique, for ever. every: the least time between two runs, none for every pass.

    run: told the moment; may return how many things it did, which is kept beside the moment of the pass.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def jobs() -> list[Job]:
    return [Job(*offer()) for offer in hooks.get_hooks("register_scheduled_job")]


def run_due(at: datetime | None = None, over: Callable[[], bool] = lambda: False) -> list[str]:
    """Run each job that is due and that nobody holds. Return the names of those that failed.

    `over` is asked before each of them whether to stop there.
    """
    failed = []
    for job in jobs():
        if over():
            break
        moment = at or timezone.now()
        held_until = moment + HELD_FOR
        if not claim(job, moment, held_until):
            continue
        done: object = None
        try:
            done = run_undisturbed(job, moment)
        except Exception:
            logger.exception("The scheduled job %s failed.", job.name)
            failed.append(job.name)
        release(job, moment, held_until, done, failed=job.name in failed)
    return failed


def run_undisturbed(job: Job, at: datetime) -> object:
    """Run a job; once more when two that waited for each other made the database undo this one."""
    try:
        return job.run(at)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
            raise
        return job.run(at)


def claim(job: Job, at: datetime, held_until: datetime) -> bool:
    """One statement takes the job: of two schedulers that try, the database lets one through."""
    row, _ = ScheduledJob.objects.get_or_create(name=job.name, defaults={"next_at": at})
    free = Q(held_until__isnull=True) | Q(held_until__lte=at)
    due = ScheduledJob.objects.filter(free, pk=row.pk, next_at__lte=at)
    return due.update(held_until=held_until) == 1


def release(
    job: Job, at: datetime, held_until: datetime, done: object = None, *, failed: bool = False
) -> None:
    """A job that failed waits for its next turn too. One taken over in the meantime is left alone.

    `done` is what the job returned: a number says how many things it did.
    """
    count = done if isinstance(done, int) and not isinstance(done, bool) else None
    mine = ScheduledJob.objects.filter(name=job.name, held_until=held_until)
    mine.update(next_at=at + job.every, held_until=None, ran_at=at, last_count=count, failed=failed)
