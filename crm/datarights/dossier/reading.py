"""Which fields of a row are told, how they are called, and their values as JSON and as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Field, FileField, JSONField, Model
from django.utils import timezone

from crm.people.models import Person
from crm.privacy.treatments import TREATMENTS
from crm.privacy.treatments.vocabulary import AGENT, KEY, Treatment
from editorial import dates

from .rules import RULES, Told
from .subject import Subject

TECHNICAL_NAMES = {"form_key"}


def treatment_of(model: type[Model]) -> Treatment | None:
    return next((one for one in TREATMENTS if one.model is model), None)


def _left_out(rule: Told, field: Field[Any, Any]) -> bool:
    """Keys, agents and what the rule hides; a relation to a row that has its own place here."""
    treatment = treatment_of(rule.model)
    kept = treatment.kept.get(field.name, "") if treatment else ""
    if field.primary_key or field.name in rule.hidden or field.name in TECHNICAL_NAMES:
        return True
    if field.name in rule.tells:
        return False
    if kept in (KEY, AGENT):
        return True
    target = field.related_model
    if not isinstance(target, type):
        return False
    return (
        target is Person
        or target._meta.label == settings.AUTH_USER_MODEL
        or treatment_of(target) is not None
    )


@cache
def _told(model: type[Model]) -> list[Field[Any, Any]]:
    rule = next(one for one in RULES if one.model is model)
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, FileField)
        and isinstance(rule, Told)
        and not _left_out(rule, field)
    ]


def fields_of(rule: Told) -> list[Field[Any, Any]]:
    return _told(rule.model)


def labels_of(rule: Told) -> dict[str, str]:
    """Every key that the rows of a rule may have, and what it is called."""
    told = {field.name: str(field.verbose_name) for field in fields_of(rule)}
    return told | dict(rule.extra)


def values_of(rule: Told, row: Any, subject: Subject) -> dict[str, Any] | None:
    """The values of a row as JSON takes them; None when it tells nothing of the person."""
    values = {field.name: _value(rule, field, row, subject) for field in fields_of(rule)}
    told = rule.telling(row, subject, values) if rule.telling else values
    if told is None:
        return None
    return {
        name: _plain(value, subject, rule.inside)
        for name, value in told.items()
        if value not in (None, "", [], {})
    }


def _value(rule: Told, field: Field[Any, Any], row: Any, subject: Subject) -> Any:
    if isinstance(field, JSONField):
        return getattr(row, field.name)
    if field.is_relation:
        near = getattr(row, field.name)
        return str(near) if near is not None else None
    if field.choices:
        return getattr(row, f"get_{field.name}_display")() if getattr(row, field.name) else None
    return getattr(row, field.name)


def _plain(value: Any, subject: Subject, inside: tuple[str, ...]) -> Any:
    """ISO dates, texts without the names of others, JSON without the keys that name them."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {
            str(key): _plain(one, subject, inside)
            for key, one in value.items()
            if key not in inside and one not in (None, "", [], {})
        }
    if isinstance(value, (list, tuple)):
        return [_plain(one, subject, inside) for one in value]
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    return subject.without_others(str(value))


def in_words(value: Any) -> str:
    """A value of the JSON as people read it: « oui », « 7 octobre 2010, 14 h », lines for a list."""
    if value is True or value is False:
        return "oui" if value else "non"
    if isinstance(value, Mapping):
        return "\n".join(f"{_spoken(key)} : {in_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "\n".join(in_words(one) for one in value)
    return _dated(value) if isinstance(value, str) else str(value)


def _spoken(key: str) -> str:
    return key.replace("_", " ")


def _dated(value: str) -> str:
    for reads in (date.fromisoformat, datetime.fromisoformat):
        if len(value) in ISO_LENGTHS and value[:4].isdigit():
            try:
                when = reads(value)
            except ValueError:
                continue
            told = dates.day(when)
            at = f", {dates.hour(when.time())}" if isinstance(when, datetime) else ""
            return told + at
    return value


ISO_LENGTHS = {10, 19, 25}
