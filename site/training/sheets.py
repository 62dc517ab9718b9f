"""What the catalogue and a course's page show besides their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.db import models
from django.db.models import QuerySet

from editorial.search.french import stemmed
from training.listing import Line, is_past, lines, next_line, reading_order
from training.models.catalogue import Module, ModuleKind
from training.models.sessions import Session
from training.schedule import Step, schedule

if TYPE_CHECKING:
    from training.models.course_page import CoursePage


class Audience(models.TextChoices):
    EVERYONE = "tous", "tout le monde"
    INDEPENDENT = "independants", "indépendants et créateurs"
    EMPLOYEE = "salaries", "salariés et employeurs"


class Mode(models.TextChoices):
    DISTANCE = "a-distance", "à distance"
    ON_SITE = "sur-place", "sur place"
    MIXED = "mixte", "à distance et sur place"


def mode_of(modules: Sequence[Module]) -> Mode:
    kinds = {module.kind for module in modules}
    if kinds == {ModuleKind.DISTANCE}:
        return Mode.DISTANCE
    return Mode.MIXED if ModuleKind.DISTANCE in kinds else Mode.ON_SITE


@dataclass(frozen=True)
class Entry:
    """A course in the catalogue, with the session to put forward when there is one."""

    page: CoursePage
    mode: Mode
    next: Line | None


def entries(pages: QuerySet[CoursePage], day: date) -> list[Entry]:
    """Read a catalogue in three queries and one question about seats, whatever its length."""
    shown = list(
        pages.select_related("course").prefetch_related("course__modules").order_by("path")
    )
    ahead = Session.objects.filter(course__page__in=shown).to_come(day)
    by_course: dict[int, list[Line]] = defaultdict(list)
    for line in lines(ahead.prefetch_related("weeks"), day):
        by_course[line.session.course_id].append(line)
    return [
        Entry(page, mode_of(page.course.modules.all()), next_line(by_course[page.course.pk]))
        for page in shown
        if page.course
    ]


class CatalogueFilter(forms.Form):
    """?public= &modalite= &q= — what it does not know counts for nothing."""

    q = forms.CharField(label="Mot cherché", max_length=80, required=False)
    public = forms.ChoiceField(
        label="Vous êtes", choices=[("", "Tout public"), *Audience.choices[1:]], required=False
    )
    modalite = forms.ChoiceField(
        label="Où", choices=[("", "Peu importe"), *Mode.choices], required=False
    )

    def wanted(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, "")).strip()

    @property
    def is_used(self) -> bool:
        return any(self.wanted(name) for name in self.fields)

    def among(self, found: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in found if self.keeps(entry)]

    def keeps(self, entry: Entry) -> bool:
        page = entry.page
        text = stemmed(f"{page.title} {page.lead} {page.goals}")
        return (
            page.audience_kind in (self.wanted("public") or page.audience_kind, Audience.EVERYONE)
            and self.wanted("modalite") in ("", entry.mode)
            and all(word in text for word in stemmed(self.wanted("q")).split())
        )


@dataclass(frozen=True)
class CourseSheet:
    """Modules, line of time and sessions of one course."""

    modules: list[Module]
    steps: list[Step]
    current: list[Line]
    past: list[Line]
    next: Line | None

    @classmethod
    def of(cls, course_id: int, day: date) -> CourseSheet:
        """Read a course in three queries and one question about seats."""
        modules = list(Module.objects.filter(course=course_id))
        sessions = Session.objects.filter(course=course_id).order_by("starts_on")
        found = lines(sessions.prefetch_related("weeks"), day)
        return cls(
            modules=modules,
            steps=schedule(modules),
            current=sorted((line for line in found if not is_past(line)), key=reading_order),
            past=[line for line in reversed(found) if is_past(line)],
            next=next_line(found),
        )

    @property
    def distance(self) -> list[Module]:
        return [module for module in self.modules if module.kind == ModuleKind.DISTANCE]

    @property
    def on_site(self) -> list[Module]:
        return [module for module in self.modules if module.kind == ModuleKind.ON_SITE]

    @property
    def hours(self) -> int:
        return sum(module.hours for module in self.modules)

    @property
    def on_site_hours(self) -> int:
        return sum(module.hours for module in self.on_site)
