"""The journal in sentences: « Claire Martin a consulté le dossier 2026-0012 »."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from crm.journal.models import Action, Entry
from crm.journeys.team import called
from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NO_BREAK = "\N{NO-BREAK SPACE}"
ACCOUNT = "auth.user"
PERSON = Person._meta.label_lower
VERBS: dict[str, str] = {
    Action.CREATED: "a créé",
    Action.CHANGED: "a modifié",
    Action.MOVED: "a fait avancer",
    Action.DELETED: "a supprimé",
    Action.READ: "a consulté",
    Action.EXPORTED: "a exporté",
    Action.ANONYMISED: "a anonymisé",
    Action.PUBLISHED: "a publié",
}


@dataclass(frozen=True)
class Said:
    """One line of the journal.

    entry    the line
    text     the whole sentence
    details  the passage from a state to another, the fields, the reason
    """

    entry: Entry
    text: str
    details: list[str]


def say(entries: Iterable[Entry], *, with_names: bool) -> list[Said]:
    """Put lines into words. Names of people are for those who may read files: numbers for the others."""
    rows = list(entries)
    accounts = _accounts(rows)
    return [
        Said(entry, _sentence(entry, accounts, with_names), list(_details(entry))) for entry in rows
    ]


def _accounts(rows: list[Entry]) -> dict[str, User]:
    """The accounts that lines are about, in one query."""
    ids = {row.object_id for row in rows if row.object_type == ACCOUNT}
    found = get_user_model()._default_manager.in_bulk(ids)
    return {str(pk): user for pk, user in found.items()}


def _sentence(entry: Entry, accounts: dict[str, Any], with_names: bool) -> str:
    who = called(entry.actor) or "Le site"
    if entry.action == Action.SIGNED_IN:
        return f"{who} a ouvert une session"
    if entry.action == Action.SIGNED_OUT:
        return f"{who} a fermé sa session"
    if entry.action == Action.SIGN_IN_REFUSED:
        name = called(accounts.get(entry.object_id)) or f"n°{NO_BREAK}{entry.object_id}"
        return f"Une connexion au compte de {name} a été refusée"
    if entry.action == Action.REFUSED:
        return f"{who} n’a pas pu ouvrir une page que ses droits lui ferment"
    if entry.action == Action.EXPORTED and entry.object_type == ACCOUNT:
        return f"{who} a exporté des données"
    verb = VERBS.get(entry.action, entry.get_action_display())
    return f"{who} {verb} {_what(entry, accounts, with_names)}"


def _what(entry: Entry, accounts: dict[str, Any], with_names: bool) -> str:
    if entry.object_type == ACCOUNT:
        return f"le compte de {called(accounts.get(entry.object_id)) or entry.object_id}"
    file = file_of(entry, with_names)
    if entry.object_type == PERSON:
        return file or f"un dossier disparu, n°{NO_BREAK}{entry.object_id}"
    one = f"«{NO_BREAK}{kind_words(entry.object_type)}{NO_BREAK}» n°{NO_BREAK}{entry.object_id}"
    return f"{one}, dans {file}" if file else one


def file_of(entry: Entry, with_names: bool) -> str:
    """« le dossier 2026-0012 », with the name for who may read it."""
    if entry.person is None:
        return ""
    named = f" ({entry.person})" if with_names and not entry.person.anonymised_at else ""
    return f"le dossier {entry.person.file_number}{named}"


@cache
def kind_words(object_type: str) -> str:
    """The French name of a kind of row, its technical one when its room is gone."""
    model = _model(object_type)
    return str(model._meta.verbose_name) if model else object_type


def _model(object_type: str) -> type[Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _details(entry: Entry) -> Iterable[str]:
    if entry.before or entry.after:
        states = (state_words(entry.object_type, code) for code in (entry.before, entry.after))
        yield " → ".join(filter(None, states))
    if entry.fields:
        yield ", ".join(field_words(entry.object_type, str(name)) for name in entry.fields)
    if entry.reason:
        yield entry.reason


@cache
def state_words(object_type: str, code: str) -> str:
    """The French name of a state; what the journal holds when no field of its model knows it."""
    model = _model(object_type)
    choices = (field.flatchoices for field in model._meta.fields) if model else ()
    return next((str(dict(known)[code]) for known in choices if code in dict(known)), code)


@cache
def field_words(object_type: str, name: str) -> str:
    """The French name of a field; of a right, a page or a filter, what the journal calls it."""
    model = _model(object_type)
    if model is None:
        return name
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return kind_words(name) if _model(name) else name
    return str(getattr(field, "verbose_name", name))
