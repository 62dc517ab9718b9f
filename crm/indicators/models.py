from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SnapshotQuerySet(models.QuerySet["IndicatorSnapshot"]):
    def published(self) -> Self:
        """What the public reads, the latest day first."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True).order_by("-as_of")

    def withdrawn(self) -> Self:
        """What the public read and reads no more, the last one withdrawn first."""
        return self.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")

    def waiting(self) -> Self:
        """Frozen, and never published."""
        return self.filter(published_at__isnull=True).order_by("-as_of", "-computed_at")


class IndicatorSnapshot(models.Model):
    """The figures as of a day, as they were counted: once published they never change.

    quarterly    frozen by the site itself once a quarter had ended, for the record
    figures      what `Figures.as_json()` gave, without any identifier
    definitions  per code, the definition that held: label, text, version, author, since
    """

    as_of = models.DateField("chiffres au", db_index=True)
    computed_at = models.DateTimeField("comptés le")
    figures = models.JSONField("chiffres")
    definitions = models.JSONField("définitions")
    quarterly = models.BooleanField("figés à la fin d’un trimestre", default=False)
    published_at = models.DateTimeField("publiés le", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="publiés par",
    )
    withdrawn_at = models.DateTimeField("retirés le", null=True, blank=True)
    withdraw_reason = models.CharField("motif du retrait", max_length=240, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "publication des chiffres"
        verbose_name_plural = "publications des chiffres"
        ordering = ["-as_of", "-computed_at"]
        permissions = [
            ("view_figures", "Peut lire les chiffres à une date"),
            ("publish_indicatorsnapshot", "Peut publier les chiffres"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["as_of"],
                condition=Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="one_live_publication_a_day",
                violation_error_message="Des chiffres sont déjà publiés à cette date.",
            ),
            models.UniqueConstraint(
                fields=["as_of"],
                condition=Q(quarterly=True),
                name="one_snapshot_of_a_quarter",
                violation_error_message="Les chiffres de ce trimestre sont déjà figés.",
            ),
            models.CheckConstraint(
                name="snapshot_published_after_computed",
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("computed_at")),
                violation_error_message="La publication précède le calcul.",
            ),
            models.CheckConstraint(
                name="snapshot_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (
                    Q(published_at__isnull=False, withdrawn_at__gte=F("published_at"))
                    & ~Q(withdraw_reason="")
                ),
                violation_error_message="Un retrait suit la publication et porte un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Chiffres au {self.as_of:%d/%m/%Y}"
