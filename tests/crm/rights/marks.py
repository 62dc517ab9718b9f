"""A word for each kind of data, written where it is kept: wherever it is read, that kind is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from crm.applications.models import Application, Coming
from crm.circle.models import HelperWord
from crm.funding import questions
from crm.funding.answers import save_step, sign
from crm.funding.models import Moment, Participation
from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.models import Interaction, Journey, Task, Visibility
from crm.needs.models import Need
from crm.papers.models import Paper
from crm.people.models import ContactPoint, Household, Person
from crm.selection.models import Reading
from crm.support.models import Review
from crm.workspaces.models import OfficeRequest
from tests.crm.funding.lives import CORE

Written = tuple[type[models.Model], str]
# Where a word is written on every row of a kind.
EVERYWHERE: dict[str, Written] = {
    "parcours": (Journey, "project"),
    "tâche": (Task, "label"),
    "candidature": (Application, "project"),
    "aménagement": (Coming, "accessibility"),
    "besoin": (Need, "text"),
    "pièce": (Paper, "title"),
    "avis": (Reading, "opinion"),
    "bilan": (Review, "summary"),
    "foyer": (Household, "label"),
    "mot du cercle": (HelperWord, "text"),
    "demande de bureau": (OfficeRequest, "text"),
}
SENSITIVE = {"disability": "yes", "foreign_origin": "yes", "disadvantage": "yes"}


@dataclass(frozen=True)
class Marks:
    """kinds: what gives each kind of data away; any of its texts does."""

    kinds: dict[str, tuple[str, ...]]

    def in_text(self, text: str) -> list[str]:
        return [kind for kind, told in self.kinds.items() if any(one in text for one in told)]


def lay_marks(rows: dict[str, Any]) -> Marks:
    Coming.objects.get_or_create(application_id=rows["application"])
    kinds = {kind: (word(kind),) for kind in EVERYWHERE}
    written = {
        kind: model._default_manager.update(**{name: word(kind)})
        for kind, (model, name) in EVERYWHERE.items()
    }
    assert all(written.values()), written
    return Marks(kinds | _notes() | _apart(rows) | _people(rows) | _elsewhere(rows))


def word(kind: str) -> str:
    return "zq" + "".join(filter(str.isalpha, kind))


def _notes() -> dict[str, tuple[str, ...]]:
    """What the team wrote, and what one of it wrote for itself alone."""
    note = Interaction.objects.order_by("-pk").first()
    assert note is not None
    author = User.objects.create_user("ailleurs")
    Interaction.objects.update(text=word("échange"))
    Interaction.objects.create(
        person_id=note.person_id, kind=note.kind, direction=note.direction, at=note.at,
        text=word("note réservée"), subject="Pour moi", visibility=Visibility.AUTHOR, author=author,
    )  # fmt: skip
    return {kind: (word(kind),) for kind in ("échange", "note réservée")}


def _apart(rows: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The answers apart of a participant, as the page that shows them writes them."""
    row = Participation.objects.get(pk=rows["participation"])
    save_step(row, Moment.ENTRY, CORE)
    draft = save_step(row, Moment.ENTRY, SENSITIVE, sensitive=True)
    sign(draft, "Essai")
    form = questions.version(draft.form_version).form(Moment.ENTRY)
    asked = [question.label for question in form.questions(sensitive=True)]
    return {"réponses sensibles": tuple(f"<dt>{label}</dt><dd>Oui" for label in asked)}


def _people(rows: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Everybody's name and address; and the names of those whom only their journey brings here."""
    known = Person.objects.filter(journeys__isnull=False).distinct()
    seen = (
        "enrolments", "bookings", "presences", "registrations", "office_requests", "appointments",
        "participations", "applications", "plans", "residences", "stays",
    )  # fmt: skip
    related = {found.get_accessor_name() for found in Person._meta.related_objects}
    for name in related & set(seen):
        known = known.filter(**{f"{_query(name)}__isnull": True})
    followed = known.exclude(pk__in=[rows["person"], rows["other"], rows["housed"]])
    names = tuple(str(person) for person in followed[:8])
    assert names
    points = ContactPoint.objects.filter(person__in=followed).values_list("value", flat=True)
    return {
        "noms": tuple(str(person) for person in Person.objects.all()),
        "noms du suivi": names,
        "coordonnées": tuple(points),
    }


def _query(accessor: str) -> str:
    found = next(one for one in Person._meta.related_objects if one.get_accessor_name() == accessor)
    return str(found.name)


def _elsewhere(rows: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    person = Person.objects.get(pk=rows["person"])
    record(Action.CHANGED, person, by=None, person_id=person.pk, reason=word("journal"))
    return {
        "journal": (word("journal"),),
        "presse": ("Plumefine",),
        "inscription au Forum": ("Inscrite",),
        "abonné": ("abonnee@example.org",),
    }
