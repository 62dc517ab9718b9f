"""Segments that the team uses, a list of people left in peace, a message sent in the past and a draft."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from crm.journal.refusal import Refused
from crm.segments import exclusions, services
from crm.segments.models import Segment, Sharing
from crm.segments.sending import campaigns
from crm.segments.sending.campaigns import Message

from .stage import Scene

Kept = dict[str, Any]


def asks(code: str, *, exclude: bool = False, **told: list[str]) -> Kept:
    return {"code": code, "exclude": exclude, "told": told}


def segments(scene: Scene) -> list[tuple[str, list[Kept], str]]:
    """The name of each segment, what it asks, who finds it."""
    return [
        (
            "Télétravailleurs installés depuis 2009",
            [asks("settled", after=["2009-01-01"])],
            Sharing.COMMUNICATION,
        ),
        (
            "Candidatures à l’étude ou en attente d’une place",
            [
                asks("application", state=["submitted", "under_review", "waitlisted", "pooled"]),
                asks("journey", state=["open"]),
            ],
            Sharing.TEAM,
        ),
        ("Familles à la recherche d’un logement", [asks("need", kind=["housing"])], Sharing.TEAM),
        (
            "Au télécentre cette année, hors accompagnement",
            [
                asks("telecentre", lately=["365"]),
                asks("plan", exclude=True, state=["active", "paused", "extended"]),
            ],
            Sharing.COMMUNICATION,
        ),
        (
            "Venus d’une autre région, joignables par courriel",
            [asks("origin", origin=["country", "abroad"]), asks("reachable")],
            Sharing.COMMUNICATION,
        ),
    ]


def play_segments(scene: Scene) -> None:
    """Five segments of the manager's, an exclusion list, a message that left and one that waits."""
    manager = scene.manager
    if manager is None:
        return
    made = {
        name: services.keep(manager, name, criteria, sharing=sharing, at=scene.ago(60 - rank, 11))
        for rank, (name, criteria, sharing) in enumerate(segments(scene))
    }
    _leave_in_peace(scene, manager)
    families = made["Familles à la recherche d’un logement"]
    candidates = made["Candidatures à l’étude ou en attente d’une place"]
    _tell_of_housing(scene, manager, [families, candidates])
    _prepare(scene, manager, candidates)


def _leave_in_peace(scene: Scene, manager: User) -> None:
    row = exclusions.open_list(
        "En répit", "Celles et ceux qui ont demandé qu’on ne leur écrive plus pour l’instant.",
        always=True, by=manager, at=scene.ago(50),
    )  # fmt: skip
    for person in scene.people[-2:]:
        exclusions.put(row, person.file_number, by=manager, at=scene.ago(20))
    exclusions.put(row, "mairie@example.org", by=manager, at=scene.ago(20))


def _tell_of_housing(scene: Scene, manager: User, told: list[Segment]) -> None:
    """It left a week ago, when the outbox was another's: the past is not mailed again."""
    message = Message(
        title="Deux maisons se libèrent",
        nature="service",
        reason="Venue prochaine de ces familles et candidats, à loger",
        subject="Un logement près de Murat",
        text=(
            "Bonjour {prenom},\n\n"
            "Deux maisons se libèrent le mois prochain, l’une à Chalinargues, l’autre à Dienne. "
            "Si l’une d’elles peut vous convenir, répondez à ce message : {conseiller} vous "
            "proposera une visite.\n\n"
            "## Ce que nous savons\n\n"
            "- trois et quatre pièces, chauffage au bois\n"
            "- l’école à moins de dix minutes\n\n"
            "À bientôt,\nL’accueil des familles"
        ),
        segments=told,
    )
    sent = scene.ago(7, 14)
    campaign = campaigns.write(message, by=manager, at=scene.ago(8))
    try:
        campaigns.launch(campaign, by=manager, at=sent)
    except Refused:
        # Nobody of a small territory looks for a home: the draft stays, and says why on its page.
        return


def _prepare(scene: Scene, manager: User, segment: Segment) -> None:
    message = Message(
        title="La commission se réunit : ce qui vous attend",
        nature="service",
        subject="Votre candidature, {prenom}",
        text=(
            "Bonjour {prenom},\n\n"
            "La commission examine les candidatures la semaine prochaine ({session}). Votre dossier "
            "n° {dossier} est complet : vous n’avez rien à faire.\n\n"
            "Une question ? {conseiller} y répond avec plaisir."
        ),
        rest_days=5,
        segments=[segment],
    )
    campaigns.write(message, by=manager, at=scene.ago(1))
