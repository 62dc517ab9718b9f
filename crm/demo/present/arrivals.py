"""First contacts, people whose project takes shape, files that were closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crm.journeys.models import (
    Acquisition,
    AcquisitionKind,
    CloseReason,
    Direction,
    InteractionKind,
    Journey,
    Stage,
    Track,
    Visibility,
)
from crm.journeys.services import describe, log, move, open_journey, plan_task
from crm.people.models import Person

from .stage import Scene

# Forty characters: what a column must hold.
LONG_NAME = "Castelbajac-Montesquiou de Pompignan-Sée"

CONTACTS = [
    (0, InteractionKind.CALL, "Demande une brochure", "A lu un article, rappelle la semaine prochaine."),
    (1, InteractionKind.MAIL, "Question sur le logement", "Cherche une maison avec deux chambres et un bureau."),
    (2, InteractionKind.VISIT, "Passage au télécentre", "A visité les bureaux, revient avec sa compagne."),
    (4, InteractionKind.CALL, "Veut quitter la ville", "Deux enfants ; demande ce que propose l’école."),
    (9, InteractionKind.MAIL, "Premier message", "Aimerait connaître le prix d’un bureau."),
]  # fmt: skip
HORIZONS = ["rentrée prochaine", "d’ici six mois", "printemps prochain", "dans l’année"]
SOURCES = [
    (AcquisitionKind.PRESS, "un article dans un quotidien"),
    (AcquisitionKind.FORUM, "le Forum, avec un ami"),
    (AcquisitionKind.LEAFLET, "le dépliant, à l’office de tourisme"),
    (AcquisitionKind.WORD_OF_MOUTH, "une voisine qui a suivi la formation"),
    (AcquisitionKind.WEB, "le site"),
]


def play_arrivals(scene: Scene) -> None:
    for rank, (days, kind, subject, text) in enumerate(CONTACTS):
        _contact(scene, rank, days, kind, subject, text)
    for rank in range(4):
        _qualified(scene, rank)
    _restricted(scene)
    for days, why in ((20, CloseReason.SETTLED_ELSEWHERE), (33, CloseReason.GAVE_UP)):
        journey = _open(scene, scene.somebody(days + 60), days + 60, Track.RELOCATION)
        move(journey, Stage.CLOSED, by=scene.adviser, close_reason=why, at=scene.ago(days))


def _open(scene: Scene, person: Person, days: int, track: Track) -> Journey:
    kind, told = scene.crowd.chance.choice(SOURCES)
    source = Acquisition.objects.create(kind=kind, declared_text=told, at=scene.ago(days))
    return open_journey(
        person, track, by=scene.adviser, owner=scene.adviser, source=source,
        project=scene.crowd.project(), at=scene.ago(days),
    )  # fmt: skip


def _contact(
    scene: Scene, rank: int, days: int, kind: InteractionKind, subject: str, text: str
) -> None:
    known: dict[str, Any] = {"last_name": LONG_NAME} if rank == 1 else {}
    person = scene.somebody(days, **known)
    journey = _open(scene, person, days, Track.RELOCATION)
    log(
        person, kind, by=scene.adviser, direction=Direction.IN, journey=journey,
        subject=subject, text=text, duration=10, at=scene.ago(days, 10, 20),
    )  # fmt: skip
    due = scene.today + timedelta(days=(-2, 0, 0, 1, -5)[rank])
    plan_task(
        person, "Rappeler", due, journey=journey, assignee=scene.adviser, by=scene.adviser,
        at=scene.ago(days),
    )  # fmt: skip


def _qualified(scene: Scene, rank: int) -> None:
    days = 25 + 6 * rank
    person = scene.somebody(days, local=rank == 3)
    track = Track.RETURN if rank == 3 else Track.INDEPENDENT
    journey = _open(scene, person, days, track)
    log(
        person, InteractionKind.MEETING, by=scene.adviser, journey=journey,
        subject="Entretien de découverte", text="Projet clair, métier déjà exercé.", duration=45,
        at=scene.ago(days - 3),
    )  # fmt: skip
    describe(
        journey,
        by=scene.adviser,
        horizon=HORIZONS[rank],
        next_action="Envoyer le programme de la prochaine session",
        next_action_at=scene.at + timedelta(days=2 * rank - 3),
        at=scene.ago(days - 3),
    )
    move(journey, Stage.QUALIFIED, by=scene.adviser, at=scene.ago(days - 4))


def _restricted(scene: Scene) -> None:
    person = scene.people[0]
    log(
        person, InteractionKind.NOTE, by=scene.adviser, subject="Pour mémoire",
        text="Préfère qu’on ne laisse pas de message à son bureau.",
        visibility=Visibility.AUTHOR, at=scene.ago(0, 11),
    )  # fmt: skip
