from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.search import index


class Speaker(index.Indexed, models.Model):
    """Somebody who speaks at the Forum. What they did at the time is told by each appearance."""

    name = models.CharField("nom", max_length=120)
    slug = models.SlugField(
        "adresse",
        max_length=120,
        unique=True,
        help_text="La fin de l’adresse de sa fiche publique.",
    )
    bio = models.TextField(
        "présentation",
        max_length=1200,
        blank=True,
        help_text="Deux ou trois phrases qui restent vraies d’une année à l’autre.",
    )
    photo = models.ForeignKey(
        "editorial.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="portrait",
        help_text="Facultatif, et seulement avec un accord écrit. Sans lui, les initiales.",
    )
    fictional = models.BooleanField(
        "personne fictive",
        default=False,
        help_text="Pour une démonstration : la fiche le dit au public.",
    )

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("bio"),
        FieldPanel("photo"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("fictional")]),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "intervenant du Forum"
        verbose_name_plural = "intervenants du Forum"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Of the first and of the last word that begin in upper case: « IM » for Ingrid van den Mont."""
        capitals = [word[0] for word in self.name.split() if word[0].isupper()]
        return "".join(dict.fromkeys([*capitals[:1], *capitals[-1:]])) or self.name[:1].upper()
