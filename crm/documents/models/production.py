from __future__ import annotations

from django.conf import settings
from django.db import models

from training.models import Session

from .kinds import OF_A_PERSON, DocumentKind


class Production(models.Model):
    """A document made for a whole group. Done again, it makes nothing twice.

    refused  {enrolment id: why}, for those who got none
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="productions", verbose_name="session"
    )
    kind = models.CharField(
        "document",
        max_length=11,
        choices=[(kind.value, kind.label) for kind in OF_A_PERSON],
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="demandée par",
    )
    asked_at = models.DateTimeField("demandée le")
    total = models.PositiveSmallIntegerField("documents à établir")
    done = models.PositiveSmallIntegerField("documents établis", default=0)
    refused = models.JSONField("refus", default=dict, blank=True)
    ended_at = models.DateTimeField("terminée le", null=True, blank=True)

    class Meta:
        verbose_name = "édition groupée"
        verbose_name_plural = "éditions groupées"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="one_production_of_a_kind_at_a_time",
                violation_error_message="Cette édition est déjà en cours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{DocumentKind(self.kind).label}, {self.session}"
