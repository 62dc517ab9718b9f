"""What this room does at its hour: drafts that end, files that no row names."""

from datetime import datetime, timedelta

from wagtail import hooks

from editorial.scheduling import Job

from . import files
from .drafts import expiry


@hooks.register("register_scheduled_job")
def end_drafts() -> Job:
    return Job("applications.drafts", timedelta(days=1), close_drafts)


def close_drafts(at: datetime) -> None:
    expiry.announce(at)
    expiry.forget_old(at)
    files.forget_lost(at)
