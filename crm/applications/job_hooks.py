"""What this room does at its hour."""

from __future__ import annotations

from datetime import timedelta

from wagtail import hooks

from editorial.scheduling import Job

from .waitlist import catalogue, jobs

OFTEN = timedelta(minutes=5)


@hooks.register("register_scheduled_job")
def end_offers() -> Job:
    return Job("applications.offers", OFTEN, jobs.see_to_offers)


@hooks.register("register_scheduled_job")
def follow_the_catalogue() -> Job:
    return Job("applications.catalogue", OFTEN, catalogue.follow_catalogue)
