from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from territory.models import Commune


class HousingUnitQuerySet(models.QuerySet["HousingUnit"]):
    def open_between(self, start: date, end: date) -> Self:
        """Those that exist on one day at least of a period, its end excluded."""
        return self.filter(
            Q(available_until__isnull=True) | Q(available_until__gt=start), available_from__lt=end
        )


class HousingUnit(ClusterableModel):
    """A dwelling lent free of charge. `available_until` is the first day on which it is lent no more."""

    label = models.CharField("nom du logement", max_length=80, unique=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    address = models.CharField("adresse", max_length=200)
    beds = models.PositiveSmallIntegerField(
        "couchages", help_text="Lits d’une personne ; un lit double en compte deux."
    )
    rooms = models.PositiveSmallIntegerField("pièces", default=1)
    accessible = models.BooleanField("accessible en fauteuil roulant", default=False)
    pets = models.BooleanField("animaux acceptés", default=False)
    owner = models.CharField("propriétaire", max_length=120, blank=True)
    available_from = models.DateField("prêté à partir du")
    available_until = models.DateField(
        "prêté jusqu’au (exclu)",
        null=True,
        blank=True,
        help_text="Premier jour où il n’est plus prêté ; vide tant qu’il l’est.",
    )
    practical = models.TextField(
        "page pratique",
        blank=True,
        help_text="Accès, clés, chauffage, ce qu’il y a sur place : ce texte part avec la confirmation.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("label"),
                FieldRowPanel([FieldPanel("commune"), FieldPanel("address")]),
                FieldPanel("owner"),
            ],
            heading="Le logement",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("beds"), FieldPanel("rooms")]),
                FieldRowPanel([FieldPanel("accessible"), FieldPanel("pets")]),
            ],
            heading="Ce qu’il offre",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("available_from"), FieldPanel("available_until")])],
            heading="Quand il est prêté",
        ),
        FieldPanel("practical"),
        InlinePanel("values", label="valeur", heading="Valeur d’une nuit, en centimes"),
    ]

    objects = HousingUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "logement passerelle"
        verbose_name_plural = "logements passerelles"
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                name="unit_has_a_bed",
                condition=Q(beds__gte=1, beds__lte=30),
                violation_error_message="Un logement a entre un et trente couchages.",
            ),
            models.CheckConstraint(
                name="unit_has_a_room",
                condition=Q(rooms__gte=1, rooms__lte=30),
                violation_error_message="Un logement a entre une et trente pièces.",
            ),
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(available_until__isnull=True)
                | Q(available_until__isnull=False, available_until__gt=F("available_from")),
                violation_error_message="La fin du prêt suit son début.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class NightValue(models.Model):
    """What a night would have cost, from a day on: what is given to the family, in cents."""

    unit = ParentalKey(
        HousingUnit, on_delete=models.CASCADE, related_name="values", verbose_name="logement"
    )
    valid_from = models.DateField("à partir du")
    cents = models.PositiveIntegerField(
        "valeur d’une nuit (centimes)",
        help_text="Ce qu’un gîte semblable coûterait : 4500 pour 45 €.",
    )

    panels = [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("cents")])]

    class Meta:
        verbose_name = "valeur d’une nuit"
        verbose_name_plural = "valeurs des nuits"
        ordering = ["unit", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                name="one_night_value_a_unit_and_day",
                violation_error_message="Une valeur commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                name="night_value_is_plausible",
                condition=Q(cents__lte=100_000),
                violation_error_message="Une nuit vaut au plus 1 000 €.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.cents / 100:.2f} € la nuit"
