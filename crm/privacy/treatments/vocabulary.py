"""How a treatment is said: what becomes of each field of a model when its person is anonymised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Model, TextField, Value, When

ERASED = "Effacé"

KEY = "clef technique : ne désigne plus personne une fois le reste effacé"
STATISTIC = "statistique : nécessaire aux indicateurs publiés"
STATE = "état : dit où en était le dossier, jamais qui"
DAY = "date : nécessaire aux indicateurs à une date"
AGENT = "agent de la collectivité, pas la personne"
CATALOGUE = "rang du catalogue ou du territoire, pas la personne"


def marked(name: str) -> Case:
    """« Effacé » where something was written, nothing where nothing was."""
    nothing = When(**{name: ""}, then=Value(""))
    return Case(nothing, default=Value(ERASED), output_field=TextField())


def texts(*names: str) -> dict[str, Any]:
    """Free texts that become empty."""
    return dict.fromkeys(names, "")


def marks(*names: str) -> dict[str, Any]:
    """Free texts that a constraint wants: they only say that they were erased."""
    return {name: marked(name) for name in names}


def emptied(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names)


def keep(reason: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, reason)


@dataclass(frozen=True)
class Treatment:
    """What anonymising does to the rows of a model.

    paths    look-ups from a row to its person: any of them is enough
    deleted  the rows themselves go
    erased   field → value (or expression) afterwards
    kept     field → why it stays
    """

    model: type[Model]
    paths: tuple[str, ...]
    deleted: bool = False
    erased: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def declared(self) -> set[str]:
        return {*self.erased, *self.kept}
