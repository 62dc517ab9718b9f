"""From what TOML can say to what a model's field holds."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Site

RELATIVE_DAY = re.compile(r"today(?:([+-])(\d{1,4}))?(?: (\d{2}:\d{2}))?")
MORNING = time(9)

Entry = dict[str, Any]


class ContentError(Exception):
    """The files say something that the site cannot hold. The text names the entry."""


def is_relative(raw: object) -> bool:
    return isinstance(raw, str) and RELATIVE_DAY.fullmatch(raw) is not None


def holds_relative_day(raw: object) -> bool:
    """Whether a value, or anything inside it, depends on the day of loading."""
    if isinstance(raw, dict):
        return any(holds_relative_day(value) for value in raw.values())
    if isinstance(raw, list):
        return any(holds_relative_day(value) for value in raw)
    return is_relative(raw)


def as_day(raw: str | date, today: date) -> date:
    """Read a date, or "today", "today+30", "today-7"; an hour that follows is for `as_moment`."""
    if not isinstance(raw, str):
        return raw
    found = RELATIVE_DAY.fullmatch(raw)
    if found is None:
        raise ContentError(f"« {raw} » n’est pas une date.")
    sign, days, _ = found.groups()
    shift = timedelta(days=int(days or 0))
    return today - shift if sign == "-" else today + shift


def as_slug(raw: str, today: date) -> str:
    """Read an address, or the year of a relative day: "today+95:%Y"."""
    day, colon, pattern = raw.partition(":")
    return as_day(day, today).strftime(pattern) if colon and is_relative(day) else raw


def as_moment(raw: str | date | datetime, today: date) -> datetime:
    """Read a moment, or a day and its hour: "today+12 18:30", at nine unless told."""
    told = RELATIVE_DAY.fullmatch(raw) if isinstance(raw, str) else None
    hour = time.fromisoformat(told[3]) if told and told[3] else MORNING
    moment = raw if isinstance(raw, datetime) else datetime.combine(as_day(raw, today), hour)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def as_row(model: type[models.Model], raw: object) -> models.Model:
    """Find a row by its natural key ({code="…"}) or by its primary key."""
    by = raw if isinstance(raw, dict) else {"pk": raw}
    try:
        return model._default_manager.get(**by)
    except ObjectDoesNotExist as missing:
        raise ContentError(f"{model._meta.label} : rien ne répond à {by}.") from missing


def value_for(field: Any, raw: object, today: date) -> Any:
    if raw is None:
        return None
    if isinstance(field, models.ManyToManyField):
        return [as_row(field.related_model, one) for one in raw]  # type: ignore[attr-defined]
    if isinstance(field, models.ForeignKey):
        return as_row(field.related_model, raw)
    if isinstance(field, models.DateTimeField):
        return as_moment(raw, today)  # type: ignore[arg-type]
    if isinstance(field, models.DateField):
        return as_day(raw, today)  # type: ignore[arg-type]
    if isinstance(field, models.DecimalField):
        return field.to_python(str(raw))
    if isinstance(field, StreamField):
        return field.to_python([settled(block, today) for block in raw])  # type: ignore[attr-defined]
    return raw


def settled(raw: Any, today: date) -> Any:
    """What a block holds: a relative day becomes a date, the address of a page the page's own number."""
    if isinstance(raw, list):
        return [settled(one, today) for one in raw]
    if not isinstance(raw, dict):
        return as_day(raw, today).isoformat() if is_relative(raw) else raw
    return {
        name: page_at(value).pk if name == "page" and value else settled(value, today)
        for name, value in raw.items()
    }


def default_site() -> Site:
    return Site.objects.select_related("root_page").get(is_default_site=True)


def page_at(path: str) -> Page:
    """The page at an address of the site: "/" is the home page."""
    home = default_site().root_page
    try:
        return Page.objects.get(url_path=home.url_path.rstrip("/") + path)
    except Page.DoesNotExist as missing:
        raise ContentError(f"Aucune page à l’adresse {path}.") from missing


def values_for(model: type[models.Model], entry: Entry, today: date) -> Entry:
    """Turn an entry into the values of a model's fields. An unknown name is an error."""
    fields = {field.name: field for field in model._meta.get_fields() if not field.auto_created}
    if unknown := entry.keys() - fields:
        raise ContentError(f"{model._meta.label} : champ inconnu, {', '.join(sorted(unknown))}.")
    return {name: value_for(fields[name], raw, today) for name, raw in entry.items()}


def comparable(value: object) -> object:
    """A value stripped of what changes from one reading to the next: the identifiers of blocks."""
    if hasattr(value, "stream_block"):
        return comparable(value.stream_block.get_prep_value(value))  # type: ignore[attr-defined]
    if isinstance(value, dict):
        return {name: comparable(inner) for name, inner in value.items() if name != "id"}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    return value


def differ(instance: models.Model, values: Entry) -> Entry:
    """The values that an instance does not hold yet, many-to-many ones included."""
    changed = {}
    for name, value in values.items():
        if isinstance(instance._meta.get_field(name), models.ManyToManyField):
            same = {row.pk for row in getattr(instance, name).all()} == {row.pk for row in value}
        else:
            same = comparable(getattr(instance, name)) == comparable(value)
        if not same:
            changed[name] = value
    return changed
