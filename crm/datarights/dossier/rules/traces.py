"""Letters, the journal, where data comes from, and the dossiers already made."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q

from crm.imports.models import ImportLine, Trace, Verdict
from crm.journal.models import Entry
from crm.letters.models import Letter
from crm.mailings.models import Recipient
from crm.people.contacts import normalise_email

from ...models import Dossier
from ..subject import SOMEBODY, Subject
from .vocabulary import (
    SECRET,
    TECHNICAL,
    Rule,
    Section,
    Told,
    hide,
)

OTHER_READER = "[contenu adressé à une autre personne]"


def by_address(subject: Subject) -> Q:
    return Q(person__isnull=True, to__in=subject.emails)


def received(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """A letter about them to somebody else is told, without who read it nor what it said."""
    if normalise_email(row.to) in subject.emails:
        return values
    return values | {"to": SOMEBODY, "subject": OTHER_READER, "body": None}


def by_whom(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """An agent is told by their groups, never by their name; states and fields in words."""
    groups = sorted(group.name for group in row.actor.groups.all()) if row.actor else []
    system = "vous-même ou le logiciel" if row.actor is None else "un agent de la collectivité"
    about, states, labels = _known(row.object_type)
    return values | {
        "about": about,
        "actor_role": ", ".join(groups) or system,
        "before": states.get(row.before, row.before),
        "after": states.get(row.after, row.after),
        "fields": ", ".join(labels.get(name, name) for name in row.fields),
    }


@cache
def _known(object_type: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """What a model is called, its states in words, and its fields."""
    try:
        model = apps.get_model(object_type)
    except (LookupError, ValueError):
        return object_type, {}, {}
    fields = model._meta.concrete_fields
    chosen = [one for one in fields if one.choices]
    states = {str(value): str(said) for one in reversed(chosen) for value, said in one.flatchoices}
    return (
        str(model._meta.verbose_name),
        states,
        {one.name: str(one.verbose_name) for one in fields},
    )


def brought(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    about, _, labels = _known(row.object_type)
    return values | {
        "about": about,
        "file": row.batch.file_name,
        "imported_at": row.batch.done_at,
        "fields": ", ".join(labels.get(name, name) for name in row.fields),
    }


ABOUT = {"about": "objet"}

TRACES: list[Rule] = [
    Told(
        Letter,
        Section.LETTERS,
        "Courriers",
        also=by_address,
        hidden=hide(
            TECHNICAL,
            "key",
            "batch",
            "template",
            "html",
            "attempts",
            "next_try_at",
            "claimed_at",
            "last_error",
            "message_id",
            "kind",
        )
        | hide(SECRET, "link_purpose", "link_target"),
        telling=received,
    ),
    Told(
        Recipient,
        Section.LETTERS,
        "Les envois à plusieurs",
        also=lambda subject: Q(person__isnull=True, email__in=subject.emails),
        hidden=hide(SECRET, "digest", "handle"),
        tells=("mailing",),
    ),
    # A line that only resembles their file may be of another.
    Told(
        ImportLine,
        Section.ORIGIN,
        "Les lignes d’un fichier en attente",
        only=~Q(verdict=Verdict.LIKE),
        hidden=hide(TECHNICAL, "batch", "why"),
    ),
    Told(
        Trace,
        Section.ORIGIN,
        "Ce qui vient d’un fichier",
        hidden=hide(TECHNICAL, "number"),
        telling=brought,
        extra=ABOUT | {"file": "fichier", "imported_at": "importé le"},
        near=("batch",),
    ),
    Told(
        Dossier,
        Section.READ,
        "Les dossiers établis pour vous",
        paths=("person",),
        hidden=hide(TECHNICAL, "file", "size", "digest", "rows", "tries") | hide(SECRET, "code"),
    ),
    Told(
        Entry,
        Section.READ,
        "Consultations, changements et envois",
        telling=by_whom,
        extra=ABOUT | {"actor_role": "par"},
        many=("actor__groups",),
        near=("actor",),
    ),
]
