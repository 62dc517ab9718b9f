"""How it is said what the dossier tells of the rows of a model, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Model, Q, QuerySet

from ..subject import Subject

ANOTHER = "désigne une autre personne"
AGENT = "nomme un agent de la collectivité"
TECHNICAL = "clef technique, sans information"
SECRET = "empreinte ou code qui protège un accès"  # noqa: S105  # nosec B105
SAID_ELSEWHERE = "dit ailleurs dans ce dossier"


class Section(Enum):
    """The parts of the dossier in their order, in the words of whom it speaks of."""

    WHO = "Qui vous êtes"
    REACH = "Vos coordonnées"
    HOME = "Votre foyer et votre installation"
    ASKED = "Vos demandes et vos messages"
    JOURNEY = "Vos parcours et nos échanges"
    APPLICATIONS = "Vos candidatures"
    TRAINING = "Vos formations"
    SUPPORT = "Votre accompagnement"
    APPOINTMENTS = "Vos rendez-vous et vos visites"
    BOOKINGS = "Télécentre, bureaux, logement et résidences"
    FORUM = "Le Forum"
    NETWORK = "L’annuaire et le cercle d’aide"
    LETTERS = "Les courriers que vous avez reçus"
    CONSENTS = "Vos accords et vos refus"
    PAPERS = "Vos pièces et vos documents"
    PRESS = "Vos liens avec la presse"
    SHARED = "À qui vos données ont été transmises"
    ORIGIN = "D’où viennent ces données"
    KEPT = "Combien de temps ces données sont gardées"
    READ = "Qui a consulté votre dossier"


Telling = Callable[[Any, Subject, dict[str, Any]], "dict[str, Any] | None"]


@dataclass(frozen=True)
class Told:
    """The rows of a model that the dossier tells.

    paths    look-ups from a row to its person; those of the inventory unless told
    also     rows beside those paths: what was written with an address of the person, in no file
    only     what a row must be besides
    hidden   field → why it is not told, beside keys and agents
    inside   keys that are taken out of a JSON field, at any depth: others are named there
    telling  last word on a row: takes (row, subject, values), returns the values or None for no row
    extra    heading of values that `telling` adds, key → label
    file     the field that holds a file, put beside the text
    tells    relations that are told although they are keys
    near     relations that `telling` reads, joined; many, those that it reads, fetched beside
    """

    model: type[Model]
    section: Section
    title: str = ""
    paths: tuple[str, ...] = ()
    also: Callable[[Subject], Q | QuerySet[Any] | None] | None = None
    only: Q | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    telling: Telling | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    tells: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


@dataclass(frozen=True)
class Untold:
    """A model that the dossier does not tell, and why."""

    model: type[Model]
    why: str


Rule = Told | Untold


def hide(reason: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, reason)
