"""Pages, through Wagtail's own doors: add_child, then a revision that is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page

from .values import (
    Entry,
    as_moment,
    as_slug,
    default_site,
    differ,
    holds_relative_day,
    page_at,
    values_for,
)


def load_page(entry: Entry, today: date, *, update: bool) -> str:
    """Load a page known by its address. Return "created", "updated" or "kept".

    A page that exists is left as it is, unless the caller says `update`; a page that somebody
    has edited in the admin is left in any case.
    """
    entry = dict(entry)
    model: Any = apps.get_model(entry.pop("type"))
    parent_path, children = entry.pop("parent", None), entry.pop("children", {})
    if published := entry.pop("first_published_at", None):
        entry["first_published_at"] = as_moment(published, today)
    entry["slug"] = as_slug(entry["slug"], today)
    found = find(model, parent_path, entry, today)
    if found is None:
        page = model(**plain(model, entry, today), live=False)
        attach(page, model, entry, children, today)
        add(page, parent_path)
        page.save_revision(log_action=False).publish()
        return "created"
    if not update or edited_by_somebody(found):
        return "kept"
    steady = {
        name: raw
        for name, raw in entry.items()
        if name != "first_published_at" and not holds_relative_day(raw)
    }
    changed = differ(found, values_for(model, steady, today))
    for name, value in changed.items():
        setattr(found, name, value)
    if changed:
        found.save_revision(log_action=False).publish()
    return "updated" if changed else "kept"


def plain(model: Any, entry: Entry, today: date) -> Entry:
    values = values_for(model, entry, today)
    return {name: values[name] for name in values if not model._meta.get_field(name).many_to_many}


def attach(page: Any, model: Any, entry: Entry, children: Any, today: date) -> None:
    """Give an unsaved page its many-to-many rows and its child rows: it is saved with them."""
    values = values_for(model, entry, today)
    for name, value in values.items():
        if model._meta.get_field(name).many_to_many:
            setattr(page, name, value)
    hang(page, model, children, today)


def hang(parent: Any, model: Any, children: dict[str, list[Entry]], today: date) -> None:
    """Give an unsaved row those below it, and so on down."""
    for name, rows in children.items():
        child = model._meta.get_field(name).related_model
        setattr(parent, name, [child_row(child, row, today) for row in rows])


def child_row(model: Any, row: Entry, today: date) -> Any:
    row = dict(row)
    below = row.pop("children", {})
    made = model(**values_for(model, row, today))
    hang(made, model, below, today)
    return made


def edited_by_somebody(page: Page) -> bool:
    return page.revisions.filter(user__isnull=False).exists()


def find(model: Any, parent_path: str | None, entry: Entry, today: date) -> Any:
    """The page at this address, or the one that already speaks of the same row."""
    home = default_site().root_page
    if parent_path is None:
        return model.objects.filter(pk=home.pk).first()
    below = model.objects.child_of(page_at(parent_path))
    return below.filter(slug=entry["slug"]).first() or twin(model, entry, today)


def twin(model: Any, entry: Entry, today: date) -> Any:
    """The page tied by a one-to-one key to the row that the entry names."""
    own = [field for field in model._meta.local_fields if isinstance(field, models.OneToOneField)]
    ties = {field.name: entry[field.name] for field in own if field.name in entry}
    return model.objects.filter(**values_for(model, ties, today)).first() if ties else None


def add(page: Any, parent_path: str | None) -> None:
    if parent_path is not None:
        page_at(parent_path).add_child(instance=page)
        return
    site = default_site()
    welcome = site.root_page
    Page.objects.get(depth=1).add_child(instance=page)
    site.root_page = page
    site.save()
    # Wagtail's own welcome page has no type of ours and nothing under it.
    if welcome.specific_class is Page and welcome.is_leaf():
        welcome.delete()
