"""Journeys at every stage, with what brought people, and the moves that the journal keeps of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import User

from crm.journal.models import Action, Entry
from crm.journeys.models import (
    Acquisition,
    AcquisitionKind,
    CloseReason,
    Journey,
    Stage,
    Touch,
    TouchKind,
    Track,
)
from crm.journeys.team import team

from ..days import at_hour
from .cast import Actor, Cast
from .rows import written
from .sizes import Lot

WAYS: dict[Lot, list[Stage]] = {
    Lot.CONTACT: [],
    Lot.QUALIFIED: [Stage.QUALIFIED],
    Lot.APPLICANT: [Stage.QUALIFIED, Stage.APPLICANT],
    Lot.TRAINEE: [Stage.QUALIFIED, Stage.APPLICANT, Stage.TRAINEE],
    Lot.SETTLING: [Stage.QUALIFIED, Stage.SETTLING],
    Lot.SETTLED: [Stage.QUALIFIED, Stage.SETTLING, Stage.SUPPORTED],
    Lot.TRAINED: [Stage.APPLICANT, Stage.TRAINEE, Stage.SUPPORTED],
    Lot.ALUMNUS: [Stage.APPLICANT, Stage.TRAINEE, Stage.SUPPORTED, Stage.COMPLETED],
    Lot.TURNED_AWAY: [Stage.APPLICANT, Stage.CLOSED],
}
TRACKS = {
    Lot.SETTLING: [Track.RELOCATION],
    Lot.SETTLED: [Track.RELOCATION],
    Lot.CONTACT: list(Track),
    Lot.QUALIFIED: list(Track),
}
IN_TRAINING = [Track.INDEPENDENT, Track.EMPLOYEE]
HORIZONS = ["rentrée prochaine", "d’ici six mois", "printemps prochain", "dans l’année"]
ACTIONS = [
    "Rappeler",
    "Envoyer le programme de la prochaine session",
    "Proposer une visite du télécentre",
    "Demander des nouvelles du logement",
    "Préparer le bilan",
]
SOURCES = list(AcquisitionKind)


def open_journeys(actors: list[Actor], cast: Cast) -> None:
    """Write the journeys of all those who have one. Each actor then knows theirs."""
    followed = [actor for actor in actors if actor.lot in WAYS]
    owners = list(team())
    sources = written(
        Acquisition,
        (Acquisition(kind=cast.chance.choice(SOURCES), at=actor.opened_at) for actor in followed),
    )
    rows = [
        _journey(actor, source, owners[actor.rank % len(owners)] if owners else None, cast)
        for actor, source in zip(followed, sources, strict=True)
    ]
    opened = written(Journey, rows)
    for actor, journey in zip(followed, opened, strict=True):
        actor.journey = journey.pk
    written(Touch, (_first_touch(journey) for journey in opened))
    written(
        Entry,
        (entry for actor, row in zip(followed, rows, strict=True) for entry in _told(actor, row)),
    )
    _share(rows, owners)


def _first_touch(journey: Journey) -> Touch:
    return Touch(
        person_id=journey.person_id,
        journey=journey,
        kind=TouchKind.OPENING,
        acquisition=journey.source,
        at=journey.opened_at,
    )


def _journey(actor: Actor, source: Acquisition, owner: User | None, cast: Cast) -> Journey:
    stage = WAYS[actor.lot][-1] if WAYS[actor.lot] else Stage.CONTACT
    ended = stage in {Stage.COMPLETED, Stage.CLOSED}
    row = Journey(
        person_id=actor.person,
        household_id=actor.household or None,
        track=cast.chance.choice(TRACKS.get(actor.lot, IN_TRAINING)),
        stage=stage,
        stage_entered_at=actor.entered_at,
        owner=owner,
        opened_at=actor.opened_at,
        closed_at=actor.entered_at if ended else None,
        close_reason=CloseReason.REFUSED if stage == Stage.CLOSED else CloseReason.NONE,
        source=source,
        origin=actor.origin,
        origin_commune=actor.commune,
        project=cast.crowd.project(),
        horizon=cast.chance.choice(HORIZONS),
    )
    if not ended and cast.chance.random() < 0.85:
        due = cast.today + timedelta(days=cast.chance.randint(-12, 45))
        row.next_action, row.next_action_at = cast.chance.choice(ACTIONS), at_hour(due, 18)
    return row


def _told(actor: Actor, journey: Journey) -> Iterator[Entry]:
    """The opening of a journey, then its moves, spread over its life."""
    stages = [Stage.CONTACT, *WAYS[actor.lot]]
    step = (journey.stage_entered_at - journey.opened_at) / max(len(stages) - 1, 1)
    about = {
        "actor": journey.owner,
        "object_type": Journey._meta.label_lower,
        "object_id": str(journey.pk),
        "person_id": actor.person,
    }
    yield Entry(at=journey.opened_at, action=Action.CREATED, **about)
    for rank in range(1, len(stages)):
        yield Entry(
            at=journey.opened_at + step * rank,
            action=Action.MOVED,
            before=stages[rank - 1],
            after=stages[rank],
            **about,
        )


def _share(rows: list[Journey], owners: list[User]) -> None:
    """One open journey in twenty is followed by two colleagues."""
    if len(owners) < 2:
        return
    through = Journey.co_owners.through
    written(
        through,
        (
            through(journey_id=row.pk, user_id=owners[(rank + 1) % len(owners)].pk)
            for rank, row in enumerate(rows)
            if row.closed_at is None and rank % 20 == 0
        ),
    )
