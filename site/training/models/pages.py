from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from editorial.models import BasePage
from editorial.typography import french
from training.sheets import Audience, CatalogueFilter, CourseSheet, entries

from .catalogue import Course


class CatalogueIndexPage(BasePage):
    """Every course, with the next session of each. The filter ignores what it does not know."""

    max_count = 1
    subpage_types = ["training.CoursePage"]

    class Meta:
        verbose_name = "catalogue des formations"
        verbose_name_plural = "catalogues des formations"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        wanted = CatalogueFilter(request.GET)
        pages = CoursePage.objects.shown_below(self).filter(course__isnull=False)
        found = wanted.among(entries(pages, timezone.localdate()))
        return super().get_context(request, *args, **kwargs) | {"filter": wanted, "entries": found}


class CoursePage(BasePage):
    """What the public must know of a course before it applies, then its sessions."""

    course = models.OneToOneField(
        Course,
        models.PROTECT,
        null=True,
        related_name="page",
        verbose_name="formation",
        help_text="Les modules et les sessions viennent d’elle.",
    )
    audience_kind = models.CharField(
        "s’adresse à", max_length=12, choices=Audience, default=Audience.EVERYONE
    )
    goals = models.TextField("objectifs", blank=True, help_text="Un par ligne, à l’infinitif.")
    prerequisites = models.TextField("prérequis", blank=True)
    audience = models.TextField("public", blank=True, help_text="À qui la formation convient.")
    duration = models.CharField(
        "durée", max_length=120, blank=True, help_text="Par exemple : 6 mois, 210 heures."
    )
    cost = models.CharField("coût", max_length=160, blank=True)
    access_delay = models.CharField(
        "délai d’accès",
        max_length=240,
        blank=True,
        help_text="Le temps qui passe entre la demande et la réponse.",
    )
    methods = models.TextField("méthodes", blank=True)
    assessment = models.TextField("évaluation", blank=True)
    accessibility = models.TextField("accès des personnes handicapées", blank=True)
    contact = models.TextField(
        "contact", blank=True, help_text="La fonction à qui parler ; le téléphone est ajouté."
    )
    results = models.TextField(
        "résultats", blank=True, help_text="Où lire les résultats, ou pourquoi il n’y en a pas."
    )
    pace = models.TextField(
        "déroulé", blank=True, help_text="Une à trois phrases, au-dessus du calendrier."
    )

    content_panels = [
        BasePage.content_panels[0],
        FieldRowPanel([FieldPanel("course"), FieldPanel("audience_kind")]),
        BasePage.content_panels[1],
        MultiFieldPanel(
            [
                FieldPanel("goals"),
                FieldPanel("audience"),
                FieldPanel("prerequisites"),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("cost")]),
                FieldPanel("access_delay"),
                FieldPanel("methods"),
                FieldPanel("assessment"),
                FieldPanel("accessibility"),
                FieldPanel("contact"),
                FieldPanel("results"),
            ],
            heading="Ce que la loi demande de dire",
        ),
        FieldPanel("pace"),
        *BasePage.content_panels[2:],
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("goals"),
        index.SearchField("audience"),
    ]
    parent_page_types = ["training.CatalogueIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "page de formation"
        verbose_name_plural = "pages de formation"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"sheet": self.sheet, "facts": self.facts(self.sheet)}

    @cached_property
    def sheet(self) -> CourseSheet | None:
        """Modules and sessions, read once for the page and for what plugins offer on it."""
        return CourseSheet.of(self.course_id, timezone.localdate()) if self.course_id else None

    def facts(self, sheet: CourseSheet | None) -> list[tuple[str, str]]:
        """What matters most, as pairs of a name and a value; what is not known is left out."""
        pairs = [("Durée", self.duration)]
        if sheet and sheet.on_site:
            place = f"{sheet.on_site_hours} heures" if sheet.distance else "toute la formation"
            pairs.append(("Sur place", place))
        if sheet and sheet.next:
            pairs.append(("Groupe", f"{sheet.next.session.seats_range} personnes"))
        pairs.append(("Coût", self.cost))
        return [(name, french(value)) for name, value in pairs if value]

    @property
    def goal_list(self) -> list[str]:
        return [line.strip() for line in self.goals.splitlines() if line.strip()]
