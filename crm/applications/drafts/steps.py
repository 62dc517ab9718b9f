"""The groups of questions, in their order, and the form of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from crm.applications import availability
from crm.applications.forms import BeginForm, IdentityForm, ProjectForm, SituationForm
from crm.applications.forms_coming import ComingForm
from crm.applications.models import Draft
from training.models import Session

BEGIN, YOU, SITUATION, PROJECT = "debut", "vous", "situation", "projet"
COMING, FILES, SEND = "venue", "pieces", "relire"
# A field holds no more than this before it is sent: the rest is shown again, and not kept.
LONGEST = 10_000


@dataclass(frozen=True)
class Step:
    """One group of questions, at an address of its own."""

    slug: str
    label: str
    heading: str


STEPS = {
    step.slug: step
    for step in (
        Step(BEGIN, "Commencer", "Pour vous écrire"),
        Step(YOU, "Vous", "Vous, et où vous vivez"),
        Step(SITUATION, "Situation", "Votre situation"),
        Step(PROJECT, "Projet", "Votre projet"),
        Step(COMING, "Venue", "Votre venue"),
        Step(FILES, "Pièces", "Vos pièces, si vous en avez"),
        Step(SEND, "Relire", "Relire et envoyer"),
    )
}
ORDER = list(STEPS)
FORMS: dict[str, type[forms.Form]] = {
    BEGIN: BeginForm,
    YOU: IdentityForm,
    SITUATION: SituationForm,
    PROJECT: ProjectForm,
    COMING: ComingForm,
}
# Fields of the page and not of the application.
NOT_KEPT = {"form_key", "precision"}


def make_form(
    slug: str,
    typed: Mapping[str, Any] | None = None,
    *,
    known: Mapping[str, Any] | None = None,
    day: date | None = None,
) -> forms.Form:
    """Return the form of a step, bound to what was typed, or showing what is known."""
    today = day or timezone.localdate()
    options: dict[str, Any] = {}
    if slug == YOU:
        options["day"] = today
    elif slug == COMING:
        options = open_sessions(today)
    return FORMS[slug](typed, initial=dict(known or {}), **options)


def open_sessions(today: date) -> dict[str, Any]:
    """What one may choose today: sessions, and the seats of each by id."""
    rows = Session.objects.open_on(today).select_related("course").order_by("starts_on", "pk")
    sessions = list(rows)
    return {"sessions": sessions, "seats": availability.of_sessions(sessions, today)}


def typed_in(slug: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what a post says of a step, right or wrong, as it is kept."""
    names = set(FORMS[slug].base_fields) - NOT_KEPT  # type: ignore[attr-defined]
    return {name: str(data[name])[:LONGEST] for name in sorted(names) if name in data}


def filled(draft: Draft, day: date | None = None) -> dict[str, forms.Form]:
    """The forms of a draft, bound to what it keeps: the right ones are valid."""
    return {slug: make_form(slug, draft.payload.get(slug, {}), day=day) for slug in FORMS}


def following(slug: str) -> str:
    """The step after one; the last one follows itself."""
    return ORDER[min(ORDER.index(slug) + 1, len(ORDER) - 1)]


def preceding(slug: str) -> str:
    return ORDER[max(ORDER.index(slug) - 1, 0)]


def first_to_do(draft: Draft) -> str:
    """Where to go on: the first step that is not done, the last one when all are."""
    return next((slug for slug in ORDER if slug not in draft.done), SEND)
