from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from editorial.children import children_of
from editorial.models import BasePage
from territory.home import home_communes
from territory.models import Commune, TerritoryKind

from .communes import addresses_of, commune_pages


class LivingPage(BasePage):
    """Vivre ici: the story of the territory, its map, and its communes one by one."""

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("notes", label="commune", heading="Les communes en une phrase"),
    ]
    max_count = 1
    help_sentence = (
        "Ce que l’on trouve en arrivant : l’école, le médecin, la neige. Des "
        "faits, et d’où ils viennent."
    )
    facet = "Vivre ici"

    class Meta:
        verbose_name = "page vivre ici"
        verbose_name_plural = "pages vivre ici"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        notes = {note.commune_id: note.text for note in self.notes.all()}
        communes, addresses = home_communes(), addresses_of(commune_pages())
        return context | {
            "communes": communes,
            "addresses": addresses,
            "described": [
                (commune, notes.get(commune.pk, ""), addresses.get(commune.pk, ""))
                for commune in communes
            ],
            "children": children_of(self),
        }


class CommuneNote(Orderable):
    page = ParentalKey(
        LivingPage, on_delete=models.CASCADE, related_name="notes", verbose_name="page"
    )
    commune = models.ForeignKey(
        Commune,
        models.CASCADE,
        related_name="+",
        verbose_name="commune",
        limit_choices_to={"territories__kind": TerritoryKind.HOME, "territories__current": True},
    )
    text = models.TextField("en une phrase", max_length=300)

    panels = [FieldPanel("commune"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "phrase sur une commune"
        verbose_name_plural = "phrases sur les communes"

    def __str__(self) -> str:
        return self.commune.name
