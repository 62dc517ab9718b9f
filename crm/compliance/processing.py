"""What is done with personal data, activity by activity: written beside the code, amended by the officer.

The texts are in `activities/*.toml`. How long data is kept is never typed: each sentence names a duration.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Model

from editorial.typography import french

from .durations import durations

FOLDER = Path(__file__).with_name("activities")
# In the order in which the register is read.
FILES = ("suivi", "lieux", "communication", "obligations")

GROUNDS = {
    "mission": "Mission d’intérêt public (article 6.1.e du RGPD)",
    "consent": "Consentement (article 6.1.a du RGPD)",
    "legal": "Obligation légale (article 6.1.c du RGPD)",
}
RIGHTS = {
    "mission": "Accès, rectification, effacement, limitation, opposition.",
    "consent": "Retrait de l’accord à tout moment, accès, rectification, effacement, limitation, portabilité.",
    "legal": "Accès, rectification, limitation ; l’effacement attend la fin de l’obligation.",
}
NO_SENSITIVE = "Aucune."
NO_TRANSFER = "Aucun transfert hors de l’Union européenne. Aucun sous-traitant ne reçoit les données, hors l’hébergeur."
NO_AUTOMATED = "Aucune décision n’est prise par la machine seule."
SECURITY = [
    "Compte personnel, droits par rôle, second facteur",
    "Données chiffrées en transit, liens secrets à durée limitée",
    "Journal des lectures, des changements et des exports",
    "Sauvegardes, et effacements refaits après une restauration",
]
# The nine criteria of the CNIL: two of them call for an impact assessment.
CRITERIA = {
    "evaluation": "évaluation ou notation",
    "automated": "décision automatique avec effet juridique",
    "monitoring": "surveillance systématique",
    "sensitive": "données sensibles",
    "large": "grande échelle",
    "crossing": "croisement de données",
    "vulnerable": "personnes vulnérables",
    "innovative": "usage innovant",
    "exclusion": "exclusion d’un droit ou d’un service",
}
ENOUGH = 2
# What the officer may amend, as sheets name it. A section of several lines is a list.
SECTIONS = {
    "purposes": "Finalités",
    "ground_text": "Fondement, en détail",
    "people": "Personnes concernées",
    "data": "Données",
    "sensitive": "Données sensibles",
    "recipients": "Destinataires",
    "source": "D’où viennent les données",
    "transfers": "Transferts hors de l’Union européenne",
    "security": "Mesures de sécurité",
    "dpia": "Analyse d’impact : pourquoi",
}


@dataclass(frozen=True)
class Activity:
    """One thing that is done with personal data.

    sections   what the officer may amend: name → lines
    retention  sentences whose {names} are those of `durations`
    models     app labels, or « app.Model » which then leaves the activity of its app
    forms      names of the public addresses that collect it
    notices    codes of the texts that people read there
    """

    code: str
    name: str
    ground: str
    sections: Mapping[str, tuple[str, ...]]
    retention: tuple[str, ...]
    criteria: tuple[str, ...]
    models: tuple[str, ...]
    forms: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def ground_name(self) -> str:
        return GROUNDS[self.ground]

    @property
    def rights(self) -> str:
        return french(RIGHTS[self.ground])

    @property
    def automated(self) -> str:
        return NO_AUTOMATED

    @property
    def assessed(self) -> bool:
        """Tell whether an impact assessment is needed."""
        return len(self.criteria) >= ENOUGH

    @property
    def criteria_names(self) -> list[str]:
        return [CRITERIA[code] for code in self.criteria]

    def kept(self) -> list[str]:
        """How long, in sentences, as it is today."""
        known = durations()
        return [french(line.format_map(known)) for line in self.retention]


@cache
def activities() -> Mapping[str, Activity]:
    """Every activity by its code, in the order of the register."""
    found: dict[str, Activity] = {}
    for name in FILES:
        written = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        for code, told in written.items():
            if code in found:
                raise RuntimeError(f"Two activities are called « {code} ».")
            found[code] = _activity(code, told)
    return found


def _activity(code: str, told: Mapping[str, Any]) -> Activity:
    defaults = {"sensitive": NO_SENSITIVE, "transfers": NO_TRANSFER}
    sections = {name: _lines(told.get(name, defaults.get(name, ""))) for name in SECTIONS}
    sections["security"] = (*SECURITY, *sections["security"])
    return Activity(
        code=code,
        name=told["name"],
        ground=told["ground"],
        sections={name: tuple(map(french, lines)) for name, lines in sections.items()},
        retention=tuple(told["retention"]),
        criteria=tuple(told["criteria"]),
        models=tuple(told["models"]),
        forms=tuple(told["forms"]),
        notices=tuple(told["notices"]),
    )


def _lines(told: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(told, str):
        return (told,) if told else ()
    return tuple(told)


def activities_of(model: type[Model]) -> list[Activity]:
    """The activities that name a model: by itself first, else by its app. There is exactly one."""
    named = [one for one in activities().values() if model._meta.label in one.models]
    by_app = [one for one in activities().values() if model._meta.app_label in one.models]
    return named or by_app


def activities_with(notice: str) -> list[Activity]:
    """The activities under whose forms a text is read."""
    return [one for one in activities().values() if notice in one.notices]
