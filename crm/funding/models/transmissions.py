from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .operations import Operation
from .participations import Participation


class Transmission(models.Model):
    """A file handed to a funder: who made it, when and what for."""

    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="transmissions", verbose_name="opération"
    )
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    purpose = models.CharField("motif", max_length=200)
    columns = models.JSONField("colonnes", default=list)

    class Meta:
        verbose_name = "transmission au financeur"
        verbose_name_plural = "transmissions au financeur"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="transmission_says_why",
                condition=~Q(purpose=""),
                violation_error_message="Dites à quoi sert cette transmission.",
            )
        ]

    def __str__(self) -> str:
        return f"transmission du {self.at:%d/%m/%Y}"


class TransmittedRow(models.Model):
    """What was told of one participation, to the letter. The database refuses to change it or to lose it.

    cells        one text a column of the transmission
    corrections  [{"column", "before", "after", "on", "reason"}], what it says otherwise than the former one
    """

    transmission = models.ForeignKey(Transmission, models.PROTECT, related_name="rows")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="transmitted")
    cells = models.JSONField("cellules", default=list)
    corrections = models.JSONField("corrections", default=list, blank=True)

    class Meta:
        verbose_name = "ligne transmise"
        verbose_name_plural = "lignes transmises"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "ligne transmise"
