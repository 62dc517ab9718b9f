"""Two spreadsheets: the sheet of a stand at a fair, imported last week, and another that waits to be confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crm.imports import jobs
from crm.imports.models import ImportBatch
from crm.imports.services import confirm, map_columns, upload

from .stage import Scene

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FAIR = """Nom;Prénom;Mail;Tél.;Ville;Année de naissance;Métier;Projet;Conjoint;Enfants
Tessèdre;Mathilde;m.tessedre@example.org;06 39 98 71 01;Clermont-Ferrand;1979;correctrice;Relire à distance;Éric;{child}
Orsini;Louis;louis.orsini@example.org;06 39 98 71 02;Lyon;1984;développeur;Ouvrir un atelier numérique;;
Fabre;Jeanne;jeanne.fabre@example.org;06 39 98 71 03;Aurillac;1990;illustratrice;;;
"""
TOWN_HALL = """Nom;Prénom;Courriel;Téléphone;Commune;Observations
Tessèdre;Mathilde;m.tessedre@example.org;06 39 98 71 04;Clermont-Ferrand;a rappelé
Orsinni;Louis;;;Lyon;
Marcenac;Odile;odile.marcenac@example.org;06 39 98 71 05;Murat;
Sabatier;Rémi;remi.sabatier@;06 39 98;Murat;
"""


def play_imports(scene: Scene) -> None:
    if scene.adviser is None:
        return
    child = str(scene.today.year - 6)
    fair = _read(
        "stand-salon-des-maires.csv", FAIR.format(child=child), scene.adviser, scene.ago(6)
    )
    confirm(fair, fair.token, by=scene.adviser, at=scene.ago(6, 11))
    jobs.write(fair.pk, scene.ago(6, 11))
    _read("permanence-mairie.csv", TOWN_HALL, scene.adviser, scene.ago(0, 9))


def _read(name: str, text: str, by: User, at: datetime) -> ImportBatch:
    batch = upload(name, text.encode("utf-8-sig"), by=by, at=at)
    map_columns(batch, jobs.mapping_of(batch), by=by, at=at)
    jobs.check(batch.pk, at)
    batch.refresh_from_db()
    return batch
