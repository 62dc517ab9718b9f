from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.papers.models import HEAVIEST, private_storage
from training.models import Session

SHEETS = "emargements"


def sheet_stored_as(scan: SheetScan, filename: str) -> str:
    """A name that tells nothing of anybody."""
    return f"{SHEETS}/{uuid4().hex}.{filename.rsplit('.', 1)[-1].lower()}"


class SheetScan(models.Model):
    """The paper sheet of a day, scanned: the proof behind half-days signed on paper."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="sheet_scans", verbose_name="session"
    )
    date = models.DateField("jour")
    file = models.FileField(
        "fichier", upload_to=sheet_stored_as, storage=private_storage, max_length=120
    )
    name = models.CharField("nom du fichier", max_length=120)
    content_type = models.CharField("type", max_length=80)
    size = models.PositiveIntegerField("taille (octets)")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ajoutée par",
    )
    added_at = models.DateTimeField("ajoutée le")

    class Meta:
        verbose_name = "feuille numérisée"
        verbose_name_plural = "feuilles numérisées"
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="scan_is_neither_empty_nor_too_heavy",
                condition=Q(size__gte=1, size__lte=HEAVIEST),
                violation_error_message="Une feuille pèse 10 Mo au plus, et n’est pas vide.",
            )
        ]

    def __str__(self) -> str:
        return f"feuille du {self.date:%d/%m/%Y}"
