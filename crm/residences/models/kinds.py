"""The kinds, the states and the durations of residences: what the code knows of them."""

from __future__ import annotations

from datetime import timedelta

from django.db import models


class ResidenceKind(models.TextChoices):
    SHORT = "short", "courte"
    LONG = "long", "longue"


class ResidenceState(models.TextChoices):
    REQUESTED = "requested", "demandée"
    INSTRUCTED = "instructed", "instruite"
    GRANTED = "granted", "accordée"
    REFUSED = "refused", "refusée"
    RUNNING = "running", "en cours"
    ENDED = "ended", "terminée, bilan à tenir"
    REVIEWED = "reviewed", "bilan tenu"
    RENOUNCED = "renounced", "renoncée"


# The whole life of a residence. A state with no way out is an end.
RESIDENCE_PATHS: dict[ResidenceState, set[ResidenceState]] = {
    ResidenceState.REQUESTED: {ResidenceState.INSTRUCTED},
    ResidenceState.INSTRUCTED: {ResidenceState.GRANTED, ResidenceState.REFUSED},
    ResidenceState.GRANTED: {ResidenceState.RUNNING, ResidenceState.RENOUNCED},
    ResidenceState.REFUSED: set(),
    ResidenceState.RUNNING: {ResidenceState.ENDED},
    ResidenceState.ENDED: {ResidenceState.REVIEWED},
    ResidenceState.REVIEWED: set(),
    ResidenceState.RENOUNCED: set(),
}

UNDECIDED = [ResidenceState.REQUESTED, ResidenceState.INSTRUCTED]
LIVE = [*UNDECIDED, ResidenceState.GRANTED, ResidenceState.RUNNING]
STARTED = [ResidenceState.RUNNING, ResidenceState.ENDED, ResidenceState.REVIEWED]
# What was granted and taken up or still may be: the fact of the stage « Résidence ».
GRANTED = [ResidenceState.GRANTED, *STARTED]

# From the first day to the last one, as the database holds them: two months are 58 days at least
# (1 January to 28 February), six are 184 at most. The service counts whole months.
DAYS: dict[ResidenceKind, tuple[timedelta, timedelta]] = {
    ResidenceKind.SHORT: (timedelta(days=1), timedelta(days=14)),
    ResidenceKind.LONG: (timedelta(days=58), timedelta(days=184)),
}
MONTHS = (2, 6)


class Outlook(models.TextChoices):
    """What a residence leads to, as its review says it."""

    SETTLES = "settles", "s’installe ici"
    THINKS = "thinks", "réfléchit encore"
    ELSEWHERE = "elsewhere", "s’installe ailleurs"
    STAYS = "stays", "ne s’installe pas"
    UNSAID = "", "—"
