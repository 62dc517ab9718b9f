"""What is about to be sent, step by step, as it is read again before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.html import strip_tags

from crm.applications.forms_coming import LODGING
from crm.applications.models import Draft
from crm.people.countries import ABROAD
from editorial.dates import day as written
from territory.models import Commune

from .steps import BEGIN, COMING, FILES, STEPS, YOU, Step, filled

LODGED = {"people", "arrives_on", "leaves_on", "arrival"}


@dataclass(frozen=True)
class Part:
    """A step as it is read again: its lines, label and answer, and whether it is complete."""

    step: Step
    lines: list[tuple[str, str]]
    complete: bool = True


def parts(draft: Draft) -> list[Part]:
    read = filled(draft)
    told = [Part(STEPS[slug], _lines(slug, form), form.is_valid()) for slug, form in read.items()]
    files = [(str(row.get_kind_display()).capitalize(), row.name) for row in draft.files.all()]
    return [*told, Part(STEPS[FILES], files or [("Pièces", "Aucune")])]


def _lines(slug: str, form: forms.Form) -> list[tuple[str, str]]:
    form.is_valid()
    hidden = _hidden(slug, form)
    lines = []
    for bound in form:
        if bound.name in hidden or bound.is_hidden or bound.name == "precision":
            continue
        if answer := _answer(bound, form.cleaned_data.get(bound.name)):
            lines.append((_plain(str(bound.label)), answer))
    return lines


def _hidden(slug: str, form: forms.Form) -> set[str]:
    """What was typed in the part that does not concern them is not read again."""
    said = form.cleaned_data
    if slug == YOU:
        abroad = said.get("residence") == "etranger"
        return {"residence", *(("postcode", "commune") if abroad else ("country",))}
    if slug == COMING and said.get("lodging") != LODGING:
        return LODGED
    return {"form_key"} if slug == BEGIN else set()


def _answer(bound: forms.BoundField, value: Any) -> str:
    if isinstance(value, date):
        return written(value)
    if bound.name == "commune":
        found = Commune.objects.filter(pk=value or "").first()
        return found.name if found else ""
    if bound.name == "country":
        return str(ABROAD.get(value, ""))
    choices = getattr(bound.field, "choices", None)
    if choices and value is not None:
        label = next((label for key, label in choices if str(key) == str(value)), "")
        return strip_tags(str(label).partition("<small>")[0]).strip()
    return "" if value is None else str(value)


def _plain(label: str) -> str:
    return label.rstrip("?\u202f\u00a0 ")
