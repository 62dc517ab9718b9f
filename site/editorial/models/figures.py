from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index


class FigureTheme(models.TextChoices):
    TERRITORY = "territory", "territoire"
    SERVICES = "services", "services au public"
    TELEWORK = "telework", "télétravail"
    TRAINING = "training", "formation"
    WELCOME = "welcome", "accueil de nouveaux habitants"
    ECONOMY = "economy", "économie"


class KeyFigure(index.Indexed, models.Model):
    """A figure of the territory, written once with its year and its source, and picked wherever it serves."""

    label = models.CharField(
        "ce qui est compté",
        max_length=120,
        help_text="Sans le nombre. Par exemple : communes réunies dans l’intercommunalité.",
    )
    value = models.DecimalField("valeur", max_digits=12, decimal_places=2)
    unit = models.CharField(
        "unité", max_length=20, blank=True, help_text="Par exemple : km², %, €. Vide : un compte."
    )
    approximate = models.BooleanField(
        "ordre de grandeur", default=False, help_text="Cochée, la page écrit « environ »."
    )
    year = models.PositiveSmallIntegerField(
        "année", help_text="Celle que le chiffre décrit, non celle où il a été saisi."
    )
    source = models.CharField(
        "source", max_length=240, help_text="Qui le dit, dans quel document et quand."
    )
    source_url = models.URLField("adresse de la source", max_length=500, blank=True)
    theme = models.CharField(
        "thème", max_length=9, choices=FigureTheme, default=FigureTheme.TERRITORY
    )
    order = models.PositiveSmallIntegerField("rang dans le thème", default=100)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("year")]),
        FieldPanel("approximate"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], heading="Source"),
        FieldRowPanel([FieldPanel("theme"), FieldPanel("order")]),
    ]
    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.FilterField("theme"),
    ]

    class Meta:
        verbose_name = "chiffre clé"
        verbose_name_plural = "chiffres clés"
        ordering = ["theme", "order", "label", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["label", "year"],
                name="key_figure_once_a_year",
                violation_error_message="Ce chiffre est déjà donné pour cette année.",
            ),
            models.CheckConstraint(
                name="key_figure_of_a_plausible_year",
                condition=Q(year__gte=1800, year__lte=2200),
                violation_error_message="L’année s’écrit en quatre chiffres, de 1800 à 2200.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} : {self.amount} ({self.year})"

    @property
    def amount(self) -> str:
        """The value as it is written in French: « 6 000 », « 267,3 km² ». The template spaces it."""
        value = Decimal(self.value)
        whole = value == value.to_integral_value()
        figures = f"{value:,.0f}" if whole else f"{value.normalize():,f}"
        written = figures.replace(",", " ").replace(".", ",")
        return f"{written} {self.unit}" if self.unit else written
