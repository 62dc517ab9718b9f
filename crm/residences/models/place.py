from __future__ import annotations

from django.db import models

from .kinds import ResidenceKind
from .residence import Residence


class PlaceDay(models.Model):
    """One day of one of the places that residences of a kind share. The database gives it once.

    place  1 to the number of places of that kind (see config.settings.terms)
    """

    residence = models.ForeignKey(
        Residence, models.CASCADE, related_name="days", verbose_name="résidence"
    )
    kind = models.CharField("durée", max_length=5, choices=ResidenceKind)
    place = models.PositiveSmallIntegerField("place")
    day = models.DateField("jour")

    class Meta:
        verbose_name = "jour de résidence"
        verbose_name_plural = "jours de résidence"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place", "day"],
                name="residence_place_once_a_day",
                violation_error_message="Cette place est déjà prise ce jour-là.",
            ),
            models.UniqueConstraint(
                fields=["residence", "day"],
                name="residence_day_once",
                violation_error_message="Cette résidence tient déjà une place ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.place} le {self.day:%d/%m/%Y}"
