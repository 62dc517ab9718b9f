"""What the site forgets by itself, each at its term: run once a day by the scheduler."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail import hooks

from editorial.legal import reports
from editorial.readings import counting
from editorial.scheduling import Job
from editorial.search import habits

DAY = timedelta(days=1)


def forget(at: datetime) -> None:
    """Take away what is out of date. A second run takes away nothing more."""
    habits.forget()
    counting.forget(at)
    reports.forget(at)


@hooks.register("register_scheduled_job")
def forget_daily() -> Job:
    return Job("site-retention", DAY, forget)
