"""The figures of a publication as files: what the public page says, with the same masks, for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from editorial.cells import defuse
from editorial.open_data import LICENCE

from .masking import HIDDEN, WITHHELD, gathered, merged, small, tells_too_much
from .publication import Publication

# What each field of a line means; in the CSV, the heading of its column.
FIELDS = {
    "code": ("Code", "Code de l’indicateur, le même d’une publication à l’autre."),
    "indicateur": ("Indicateur", "Ce qui est compté, en quelques mots."),
    "valeur": (
        "Valeur",
        f"La valeur en toutes lettres ; « {HIDDEN} » ou « {WITHHELD} » quand elle est tue.",
    ),
    "numerateur": ("Numérateur", "Combien sont comptés ; vide quand la valeur est masquée."),
    "denominateur": ("Dénominateur", "Parmi combien ; vide pour un simple compte."),
    "inconnus": ("Inconnus", "Combien n’ont pu être classés ; vide quand cela n’a pas de sens."),
    "version": ("Version", "Numéro de la définition qui valait à la publication."),
    "unite": ("Unité", "« % » pour une part, « jour » pour une durée, vide pour un compte."),
    "masque": (
        "Masqué",
        "« oui » quand la valeur, ou ce qui reste du total, désignerait moins de trois personnes.",
    ),
    "definition": ("Définition", "La définition entière, telle qu’elle valait."),
    "auteur": ("Auteur", "Qui répond de la définition."),
    "definition_du": ("Définition du", "Depuis quand cette version vaut."),
    "arretes_au": ("Arrêtés au", "Le jour jusqu’auquel on compte, ce jour compris."),
    "comptes_le": ("Comptés le", "Le jour où les dossiers ont été comptés."),
    "publies_le": ("Publiés le", "Le jour de la publication ; rien n’a changé depuis."),
    "adresse": ("Adresse", "La page de cette publication."),
}


def lines(found: Publication) -> Iterable[dict[str, Any]]:
    """One line a figure, of plain values."""
    snapshot = found.snapshot
    days = {
        "arretes_au": snapshot.as_of,
        "comptes_le": timezone.localdate(snapshot.computed_at),
        "publies_le": timezone.localdate(snapshot.published_at),
    }
    for code, figure in found.figures.items():
        definition, hides = found.definitions[code], found.hides(code)
        yield {
            "code": code,
            "indicateur": definition["label"],
            "valeur": found.number(code),
            "numerateur": None if hides else figure["numerator"],
            "denominateur": None if hides else figure["denominator"],
            "inconnus": None if hides or small(figure["unknown"]) else figure["unknown"],
            "version": figure["version"],
            "unite": "%" if definition["rate"] else definition.get("unit", ""),
            "masque": "oui" if hides else "non",
            "definition": definition["text"],
            "auteur": definition["author"],
            "definition_du": definition["since"],
            **{name: day.isoformat() for name, day in days.items()},
            "adresse": found.address,
        }


def as_csv(found: Publication | None) -> str:
    """Semicolons, and the mark that tells Excel of UTF-8; the headings alone before the first publication."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow([heading for heading, _ in FIELDS.values()])
    for line in lines(found) if found else ():
        writer.writerow([defuse("" if value is None else value) for value in line.values()])
    return f"\ufeff{written.getvalue()}"


def as_json(found: Publication, source: str) -> str:
    content = {
        "titre": f"Résultats au {found.day.isoformat()}",
        "source": source,
        "auteur": found.authors,
        "licence": LICENCE,
        "adresse": found.address,
        "champs": {name: meaning for name, (_, meaning) in FIELDS.items()},
        "donnees": list(lines(found)),
        "sessions": [session(group) for group in gathered(found.lines)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def session(group: list[Any]) -> dict[str, Any]:
    """Those who started a session, or neighbouring ones together, by origin; null where it would point at somebody."""
    line = merged(group)
    withheld = tells_too_much(line)
    return {
        "session": line.label,
        "debut": line.starts_on.isoformat(),
        "fin": line.ends_on.isoformat(),
        "stagiaires": line.started,
        "exterieurs": None if withheld else line.exogenous,
        "locaux": None if withheld else line.local,
        "origine_inconnue": None if withheld else line.unknown,
    }
