from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def to_hold(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def taking(self, day: date) -> Self:
        """Those that a request made on a day may still be put to, the nearest first."""
        return self.to_hold().filter(closes_on__gte=day).order_by("held_on", "pk")


class Committee(models.Model):
    """A meeting of the partners who decide on long residences.

    closes_on  the last day on which a request joins its agenda
    closed_at  when its minutes were settled: it decides nothing more
    """

    held_on = models.DateField("se tient le")
    closes_on = models.DateField("demandes reçues jusqu’au")
    place = models.CharField("lieu", max_length=120)
    members = models.TextField("membres", max_length=1000, blank=True)
    minutes = models.TextField("procès-verbal", max_length=4000, blank=True)
    closed_at = models.DateTimeField("procès-verbal arrêté le", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="arrêté par",
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "comité de résidence"
        verbose_name_plural = "comités de résidence"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["held_on"],
                name="one_residence_committee_a_day",
                violation_error_message="Un comité se tient déjà ce jour-là.",
            ),
            models.CheckConstraint(
                name="residence_committee_closes_before_it_is_held",
                condition=Q(closes_on__lte=F("held_on")),
                violation_error_message="Les demandes se closent au plus tard le jour du comité.",
            ),
            models.CheckConstraint(
                name="residence_committee_closed_with_minutes",
                condition=Q(closed_at__isnull=True) | ~Q(minutes=""),
                violation_error_message="Écrivez le procès-verbal avant de l’arrêter.",
            ),
        ]

    def __str__(self) -> str:
        return f"comité du {self.held_on:%d/%m/%Y}"
