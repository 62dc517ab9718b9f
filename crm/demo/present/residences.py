"""Residences as an advisor finds them: one whose clock runs, one granted, a long one under way, one reviewed."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.utils import timezone

from crm.consents.services import current_wording
from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.residences import agreements, aid, committees, running, services
from crm.residences.contents import Asked, Told
from crm.residences.models import (
    AidNature,
    Committee,
    Outlook,
    Party,
    Residence,
    ResidenceKind,
)
from crm.residences.posts import NOTICE, receive

from .stage import Scene

REGION, HOME = "Région Auvergne", "Communauté de communes"
POST = uuid.UUID("5a0a4f5e-0f7e-4f0e-9d53-6a1c3b0a1d77")


def play_residences(scene: Scene) -> None:
    _reviewed(scene)
    _running(scene)
    _granted(scene)
    _asked(scene)
    _next_committee(scene)
    _posted(scene)


def _ask(
    scene: Scene,
    kind: ResidenceKind,
    project: str,
    start: date,
    end: date,
    days: int,
    persons: int = 1,
) -> Residence:
    """Somebody asks, some days ago, to come between two days."""
    person: Person = scene.somebody(days + 20)
    asked = Asked(project, start, end, persons)
    return services.request(person, kind, asked, by=scene.adviser, at=scene.ago(days, 10))


def _sign(scene: Scene, row: Residence, days: int, parties: list[Party]) -> None:
    at = scene.ago(days, 15)
    agreement = agreements.issue(row, by=scene.adviser, at=at)
    for party in parties:
        agreements.sign(agreement, party, timezone.localdate(at), by=scene.adviser, at=at)


def _reviewed(scene: Scene) -> None:
    """A family that came for a week last month, and settles."""
    start = scene.today - timedelta(days=32)
    row = _ask(
        scene, ResidenceKind.SHORT, "Traduire à distance, et voir l’école avec les enfants.",
        start, start + timedelta(days=6), 50, persons=4,
    )  # fmt: skip
    aid.add_line(
        row, AidNature.TRAVEL, REGION, 18_000, "train et car", by=scene.adviser, at=scene.ago(49)
    )
    services.grant(row, by=scene.manager, at=scene.ago(49, 9))
    _sign(scene, row, 45, list(Party))
    running.start_if_ready(row, at=scene.ago(32, 8))
    running.end(row, at=scene.ago(25, 1))
    running.hold_review(
        row, "Une semaine de travail au télécentre, deux visites de maison, une matinée à l’école.",
        Outlook.SETTLES, "Une maison à louer à la rentrée, à visiter encore.",
        by=scene.adviser, at=scene.ago(18, 14),
    )  # fmt: skip


def _running(scene: Scene) -> None:
    """Three months granted by a committee, halfway through."""
    start = scene.today - timedelta(days=40)
    held = scene.today - timedelta(days=55)
    committee = committees.plan(
        held, held - timedelta(days=7), "Maison des services, Murat", "Région, agence, communes",
        by=scene.manager, at=scene.ago(90),
    )  # fmt: skip
    row = _ask(
        scene, ResidenceKind.LONG, "Monter un atelier de graphisme pour les producteurs du pays.",
        start, add_months(start, 3) - timedelta(days=1), 80, persons=2,
    )  # fmt: skip
    services.instruct(
        row,
        "Deux clients déjà trouvés ; logement passerelle possible.",
        by=scene.adviser,
        at=scene.ago(70),
    )
    _mark(row, (5, 4, 4), scene, 55)
    aid.add_line(
        row, AidNature.RENT, HOME, 90_000, "trois mois", by=scene.adviser, at=scene.ago(55)
    )
    aid.add_line(row, AidNature.ALLOWANCE, REGION, 150_000, by=scene.adviser, at=scene.ago(55))
    services.grant(
        row,
        by=scene.manager,
        reason="Un savoir-faire qui manque aux producteurs.",
        at=scene.ago(55, 11),
    )
    committees.describe(
        committee, committee.place, committee.members, "Une demande examinée, accordée à l’unanimité.",
        by=scene.manager, at=scene.ago(55, 12),
    )  # fmt: skip
    committees.close(committee, by=scene.manager, at=scene.ago(55, 12))
    _sign(scene, row, 48, list(Party))
    running.start_if_ready(row, at=scene.ago(40, 8))


def _mark(row: Residence, marks: tuple[int, int, int], scene: Scene, days: int) -> None:
    noted = dict(zip(("territory", "usefulness", "sector"), marks, strict=True))
    told = "Projet solide, demandé sur place."
    committees.assess(row, noted, told, by=scene.manager, at=scene.ago(days, 10))


def _granted(scene: Scene) -> None:
    """Decided within the 48 hours, one signature so far."""
    start = scene.today + timedelta(days=9)
    row = _ask(
        scene, ResidenceKind.SHORT, "Essayer le secrétariat à distance depuis Murat.",
        start, start + timedelta(days=4), 4,
    )  # fmt: skip
    aid.add_line(row, AidNature.MEALS, HOME, 6_000, "cinq jours", by=scene.adviser, at=scene.ago(3))
    services.grant(row, by=scene.manager, at=scene.ago(3, 15))
    _sign(scene, row, 2, [Party.COMMUNITY])


def _asked(scene: Scene) -> None:
    """The clock runs: an answer is owed tomorrow."""
    start = scene.today + timedelta(days=20)
    _ask(
        scene, ResidenceKind.SHORT, "Référencement de sites : tester la connexion et rencontrer des clients.",
        start, start + timedelta(days=11), 1, persons=3,
    )  # fmt: skip


def _next_committee(scene: Scene) -> Committee:
    """A committee next week, with one request to mark."""
    held = scene.today + timedelta(days=7)
    start = scene.today + timedelta(days=45)
    _ask(
        scene, ResidenceKind.LONG, "Reprendre l’édition de guides de randonnée, en famille.",
        start, add_months(start, 4), 6, persons=3,
    )  # fmt: skip
    return committees.plan(
        held, held - timedelta(days=2), "Maison des services, Murat", "Région, agence, communes",
        by=scene.manager, at=scene.ago(5),
    )  # fmt: skip


def _posted(scene: Scene) -> None:
    """From the site, by somebody whom no file knows."""
    start = scene.today + timedelta(days=30)
    at = scene.at - timedelta(hours=5)
    told = Told(
        kind=ResidenceKind.SHORT, starts_on=start, ends_on=start + timedelta(days=7), persons=2,
        project="Correcteur indépendant, j’aimerais vérifier que je peux travailler et vivre ici.",
        lodging_wanted=True, office_wanted=True, first_name="Basile", last_name="Verdier-Lacombe",
        email="basile.verdier@example.org", phone="06 39 98 05 41",
    )  # fmt: skip
    receive(POST, told, wording=current_wording(NOTICE, at), at=at)
