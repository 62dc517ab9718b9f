"""Plain rows: courses, sessions, spaces, settings, with their child rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from .values import ContentError, Entry, differ, holds_relative_day, value_for, values_for


def write(instance: models.Model, values: Entry) -> None:
    many = {
        name: value
        for name, value in values.items()
        if isinstance(instance._meta.get_field(name), models.ManyToManyField)
    }
    for name in values.keys() - many.keys():
        setattr(instance, name, values[name])
    instance.full_clean(exclude=[field.name for field in unchecked(instance)])
    instance.save()
    for name, value in many.items():
        getattr(instance, name).set(value)


def unchecked(instance: models.Model) -> list[Any]:
    """Foreign keys come from a look-up that has just found them."""
    return [field for field in instance._meta.fields if isinstance(field, models.ForeignKey)]


def load_row(entry: Entry, today: date, *, update: bool) -> str:
    """Load a row known by its natural key. Return "created", "updated" or "kept".

    A row that exists is left as staff made it, unless the entry or the caller says `update`.
    Even then, days relative to the loading stay those of the first loading.
    """
    entry = dict(entry)
    model = apps.get_model(entry.pop("model"))
    key, children = entry.pop("key"), entry.pop("children", {})
    update = bool(entry.pop("update", False)) or update
    fields = {field.name: field for field in model._meta.get_fields()}
    wanted = {name: value_for(fields[name], entry[name], today) for name in key}
    found = model._default_manager.filter(**wanted).first()
    if found is None:
        found = model(**wanted)
        write(found, values_for(model, entry, today))
        load_children(found, children, today)
        return "created"
    if not update:
        return "kept"
    steady = {name: raw for name, raw in entry.items() if not holds_relative_day(raw)}
    changed = differ(found, values_for(model, steady, today))
    if changed:
        write(found, changed)
    steady_children = {
        name: rows for name, rows in children.items() if not holds_relative_day(rows)
    }
    below = load_children(found, steady_children, today)
    return "updated" if changed or below else "kept"


def load_children(parent: models.Model, children: dict[str, list[Entry]], today: date) -> bool:
    """Add or amend child rows, recognised by what is unique under their parent. Never remove."""
    changed = False
    for name, rows in children.items():
        relation: Any = parent._meta.get_field(name)
        model, link = relation.related_model, relation.field.name
        unique = unique_under(model, link)
        for row in rows:
            values = values_for(model, row, today)
            known = {field: values[field] for field in unique if field in values}
            child = model._default_manager.filter(**{link: parent}, **known).first()
            child = child or model(**{link: parent})
            if missing := differ(child, values) if child.pk else values:
                write(child, missing)
                changed = True
    return changed


def unique_under(model: type[models.Model], link: str) -> list[str]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and link in constraint.fields:
            return [name for name in constraint.fields if name != link]
    raise ContentError(f"{model._meta.label} : rien ne distingue deux rangs sous « {link} ».")


def load_settings(entry: Entry, today: date, *, update: bool) -> str:
    """Fill the settings of the site where they are still empty."""
    entry = dict(entry)
    model = apps.get_model(entry.pop("model"))
    if not issubclass(model, BaseSiteSetting):
        raise ContentError(f"{model._meta.label} n’est pas un réglage du site.")
    found = model.for_site(Site.objects.get(is_default_site=True))
    values = values_for(model, entry, today)
    if not update:
        empty = {name for name in values if getattr(found, name) in (None, "")}
        values = {name: values[name] for name in empty}
    changed = differ(found, values)
    if changed:
        write(found, changed)
    return "updated" if changed else "kept"
