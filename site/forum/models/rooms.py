from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Room(models.Model):
    """Where something of the Forum takes place: a room, a village hall, a place of departure."""

    name = models.CharField(
        "nom", max_length=80, unique=True, help_text="Par exemple : salle multimédia."
    )
    building = models.CharField(
        "bâtiment",
        max_length=120,
        blank=True,
        help_text="Ce que l’on cherche en arrivant. Par exemple : Maison des services.",
    )
    capacity = models.PositiveSmallIntegerField("places assises", null=True, blank=True)
    access = models.CharField(
        "accès",
        max_length=200,
        blank=True,
        help_text="Pour qui entend, voit ou marche difficilement. Par exemple : de plain-pied, boucle magnétique.",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("building")]),
        FieldPanel("capacity"),
        FieldPanel("access"),
    ]

    class Meta:
        verbose_name = "salle du Forum"
        verbose_name_plural = "salles du Forum"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.name, self.building) if part)


class Mark(models.TextChoices):
    """What tells a strand apart on a page: a shape with its colour, beside the name."""

    HEXAGON = "hexagon", "hexagone vert"
    SQUARE = "square", "carré bleu"
    PEAK = "peak", "triangle brique"
    CIRCLE = "circle", "disque gris"


class Strand(models.Model):
    """A thread that one may follow through a whole edition: those who work alone, companies, territories."""

    name = models.CharField("nom", max_length=40, unique=True)
    slug = models.SlugField("adresse", max_length=40, unique=True)
    mark = models.CharField("signe", max_length=7, choices=Mark, default=Mark.HEXAGON)
    text = models.CharField(
        "pour qui",
        max_length=200,
        blank=True,
        help_text="Une phrase. Par exemple : vivre de son métier à distance.",
    )
    position = models.PositiveSmallIntegerField(
        "rang", default=0, help_text="Le plus petit d’abord."
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("mark"), FieldPanel("position")]),
    ]

    class Meta:
        verbose_name = "fil du Forum"
        verbose_name_plural = "fils du Forum"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
