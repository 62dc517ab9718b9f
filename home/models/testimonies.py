from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from editorial.findings.finding import Finding, advice, blocking
from editorial.models import BasePage
from territory.models import Commune, TerritoryKind

OTHERS_SHOWN = 3


class TestimoniesIndexPage(BasePage):
    """Those who came, and what they say of it."""

    max_count = 1
    parent_page_types = ["home.LivingPage"]
    subpage_types = ["home.TestimonyPage"]
    help_sentence = (
        "Les récits se rangent dans l’ordre où vous les placez. Par exemple : ils sont venus."
    )
    facet = "Vivre ici"

    class Meta:
        verbose_name = "page des témoignages"
        verbose_name_plural = "pages des témoignages"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        found = TestimonyPage.objects.shown_below(self).select_related("commune")
        return context | {"testimonies": list(found.order_by("path"))}


class TestimonyPage(BasePage):
    """Somebody tells of a settlement. A real person has agreed in writing; a fictional one is said to be."""

    person = models.CharField(
        "qui parle",
        max_length=160,
        help_text="Un prénom, un métier. Par exemple : Inès, traductrice, deux enfants.",
    )
    quote = models.TextField(
        "la phrase à retenir", max_length=300, blank=True, help_text="Sans guillemets."
    )
    arrived_in = models.PositiveSmallIntegerField("année d’arrivée", null=True, blank=True)
    commune = models.ForeignKey(
        Commune,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
        limit_choices_to={"territories__kind": TerritoryKind.HOME, "territories__current": True},
    )
    fictional = models.BooleanField(
        "personne fictive", default=False, help_text="Cochée, la page le dit."
    )
    consent_on = models.DateField(
        "accord signé le",
        null=True,
        blank=True,
        help_text="La date de l’accord écrit de la personne, demandée pour publier.",
    )

    content_panels = [
        BasePage.content_panels[0],
        MultiFieldPanel(
            [
                FieldPanel("person"),
                FieldRowPanel([FieldPanel("commune"), FieldPanel("arrived_in")]),
                FieldPanel("quote"),
                FieldRowPanel([FieldPanel("fictional"), FieldPanel("consent_on")]),
            ],
            heading="La personne",
        ),
        *BasePage.content_panels[1:],
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("person"),
        index.SearchField("quote"),
    ]
    parent_page_types = ["home.TestimoniesIndexPage"]
    subpage_types: list[str] = []
    shown_with = ["commune"]
    result_kind = "Témoignage"
    help_sentence = (
        "Laissez parler la personne, avec son accord écrit. "
        "Par exemple : j’ai appelé un lundi, j’étais là le jeudi."
    )
    facet = "Vivre ici"

    class Meta:
        verbose_name = "témoignage"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        others = TestimonyPage.objects.out().sibling_of(self, inclusive=False)
        return context | {"others": list(others.select_related("commune")[:OTHERS_SHOWN])}

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        if not self.fictional and self.consent_on is None:
            yield blocking(
                "Donnez la date de l’accord écrit de la personne, ou dites qu’elle est fictive.",
                "consent_on",
            )
        if not self.quote:
            yield advice("Une phrase à retenir donne envie de lire la suite.", "quote")
