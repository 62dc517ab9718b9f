from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .residence import Residence

MOST_CENTS = 5_000_000


class AidNature(models.TextChoices):
    RENT = "rent", "loyer"
    MEALS = "meals", "repas"
    TRAVEL = "travel", "déplacements"
    ALLOWANCE = "allowance", "indemnité"


class AidLine(models.Model):
    """What one funder pays for one residence. Amounts are in cents."""

    residence = models.ForeignKey(
        Residence, models.CASCADE, related_name="aid_lines", verbose_name="résidence"
    )
    nature = models.CharField("nature", max_length=9, choices=AidNature)
    funder = models.CharField("financeur", max_length=80)
    cents = models.PositiveIntegerField("montant (centimes)")
    detail = models.CharField("précision", max_length=160, blank=True)
    added_at = models.DateTimeField("notée le")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="notée par",
    )

    class Meta:
        verbose_name = "aide d’une résidence"
        verbose_name_plural = "aides des résidences"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="residence_aid_is_an_amount",
                condition=Q(cents__gte=1, cents__lte=MOST_CENTS),
                violation_error_message="Une aide va de 0,01 € à 50 000 €.",
            ),
            models.CheckConstraint(
                name="residence_aid_has_a_funder",
                condition=~Q(funder=""),
                violation_error_message="Nommez qui paie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, {self.funder}"
