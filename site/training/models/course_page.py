from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from editorial.findings.finding import Finding
from editorial.models import BasePage
from editorial.typography import french
from training.linked_data import course_data
from training.public_items import PublicItem, missing_items, told_items
from training.sheets import Audience, CourseSheet

from .catalogue import Course
from .session_routes import SessionRoutes


class CoursePage(SessionRoutes):
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
    price = models.PositiveIntegerField(
        "prix, en euros",
        null=True,
        blank=True,
        help_text="Ce que paie la personne, pour les moteurs de recherche. 0 : rien ne lui est demandé.",
    )
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
                FieldRowPanel([FieldPanel("duration"), FieldPanel("cost"), FieldPanel("price")]),
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
    help_sentence = (
        "Tout ce qu’il faut savoir avant de candidater, dont les onze points "
        "que la loi demande. Les dates se règlent dans « Formations »."
    )
    result_kind = "Formation"

    class Meta:
        verbose_name = "page de formation"
        verbose_name_plural = "pages de formation"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        address = self.get_url(request) or ""
        return context | {
            "sheet": self.sheet,
            "facts": self.facts(self.sheet),
            "sessions_address": f"{address}sessions/",
            "calendar_address": f"{address}sessions.ics",
        }

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        yield from missing_items(self)

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [*super().linked_data(request), course_data(self, request)]

    @property
    def public_items(self) -> list[PublicItem]:
        return told_items(self)

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
