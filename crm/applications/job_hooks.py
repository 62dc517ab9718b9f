"""What this room does at its hour: drafts and offers that end, the catalogue that moves, files that no row names."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail import hooks

from editorial.scheduling import Job

from . import files
from .drafts import expiry
from .waitlist import catalogue, jobs

OFTEN = timedelta(minutes=5)


@hooks.register("register_scheduled_job")
def end_drafts() -> Job:
    return Job(
        "applications.drafts",
        timedelta(days=1),
        close_drafts,
        label="Candidatures commencées",
        says="Prévient de la fin d’un brouillon, puis l’efface avec ses fichiers.",
    )


def close_drafts(at: datetime) -> int:
    """Return how many drafts were forgotten."""
    expiry.announce(at)
    gone = expiry.forget_old(at)
    files.forget_lost(at)
    return gone


@hooks.register("register_scheduled_job")
def end_offers() -> Job:
    return Job(
        "applications.offers",
        OFTEN,
        jobs.see_to_offers,
        label="Offres de places",
        says="Termine les offres de places sans réponse et propose la place à la personne suivante.",
    )


@hooks.register("register_scheduled_job")
def follow_the_catalogue() -> Job:
    return Job(
        "applications.catalogue",
        OFTEN,
        catalogue.follow_catalogue,
        label="Sessions du catalogue",
        says="Met les places au nombre des sessions publiées, reportées ou annulées.",
    )
