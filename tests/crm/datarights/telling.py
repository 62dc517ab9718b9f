"""What a dossier must hold: the texts that erasure would erase, but those that its rules leave out."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model

from crm.datarights.dossier.rules import RULES, Untold
from crm.datarights.dossier.subject import subject_of
from crm.network.models import ContactMessage
from crm.people.models import Person
from tests.crm.privacy.searching import Words, written_about


def told_texts(pk: int) -> set[Words]:
    """What was written of somebody, without what the rules leave out and say why, and the names of those around."""
    hidden: dict[type[Model], Collection[str]] = {}
    for rule in RULES:
        every = [field.name for field in rule.model._meta.concrete_fields]
        whole = isinstance(rule, Untold) or rule.model is ContactMessage
        hidden[rule.model] = every if whole else rule.hidden  # type: ignore[union-attr]
    return written_about([pk], hidden, subject_of(Person.objects.get(pk=pk)).without_others)
