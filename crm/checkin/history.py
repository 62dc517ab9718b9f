"""What happened to a registration, in words: the journal holds codes and names of fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm.journal.models import Action, Entry
from crm.registrations.models import Registration, RegistrationState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIELDS = {
    "first_name": "le prénom",
    "last_name": "le nom",
    "email": "l’adresse électronique",
    "phone": "le téléphone",
    "organisation": "l’organisme",
    "wants_call": "la demande d’appel",
    "invitations_withdrawn_at": "plus d’invitation",
    "participants": "qui vient",
    "workshops": "les ateliers",
    "left_at": "une personne ne vient plus",
    "person": "le dossier rattaché",
}


@dataclass(frozen=True)
class Step:
    at: datetime
    told: str
    by: User | None
    reason: str


def steps_of(row: Registration) -> list[Step]:
    """The first first, without the readings. One query."""
    entries = Entry.objects.about(row).exclude(action=Action.READ).select_related("actor")
    return [Step(one.at, _told(one), one.actor, one.reason) for one in entries]


def _told(entry: Entry) -> str:
    if entry.action == Action.CREATED:
        return "Inscription prise"
    if entry.action == Action.MOVED:
        labels = dict(RegistrationState.choices)
        return f"Inscription {labels.get(entry.after, entry.after)}"
    names = [FIELDS[name] for name in entry.fields if name in FIELDS]
    changed = Action(entry.action).label.capitalize()
    return f"{changed} : {', '.join(names)}" if names else changed
