"""Who stands in for whom, and which journeys changed hands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def absent_for(self, user: User | int, day: date) -> Self:
        """Rows of the colleagues whom somebody stands in for on a day."""
        return self.on(day).filter(substitute=user)


class Replacement(models.Model):
    """A colleague is away until a day and another one follows their journeys: nothing else is written."""

    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="absent"
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="remplacé par"
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    reason = models.CharField("motif", max_length=240)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="décidé par",
    )
    decided_at = models.DateTimeField("décidé le")

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "remplacement"
        ordering = ["ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["absent", "starts_on"],
                name="replacement_once_a_start",
                violation_error_message="Un remplacement commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                name="replacement_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="replacement_is_by_somebody_else",
                condition=~Q(absent=F("substitute")),
                violation_error_message="On ne se remplace pas soi-même.",
            ),
            models.CheckConstraint(
                name="replacement_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Un remplacement a un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"remplacement jusqu’au {self.ends_on:%d/%m/%Y}"


class HandOver(models.Model):
    """A journey changed hands for good: from whom, to whom, and why."""

    journey = models.ForeignKey(
        "crm_journeys.Journey", models.CASCADE, related_name="hand_overs", verbose_name="parcours"
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confié par",
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="confié à",
    )
    reason = models.CharField("motif", max_length=240)
    at = models.DateTimeField("le", db_index=True)

    class Meta:
        verbose_name = "passage de relais"
        verbose_name_plural = "passages de relais"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="hand_over_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Un passage de relais est motivé.",
            )
        ]

    def __str__(self) -> str:
        return f"relais du {self.at:%d/%m/%Y}"
