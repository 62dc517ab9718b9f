from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .residence import Residence

HIGHEST_MARK = 5
# Field → what a committee reads there.
CRITERIA = {
    "territory": "intérêt pour le territoire",
    "usefulness": "utilité pour ses habitants",
    "sector": "place dans une stratégie de filière",
}


def marked(name: str) -> Q:
    return Q(**{f"{name}__gte": 0, f"{name}__lte": HIGHEST_MARK})


class Assessment(models.Model):
    """What the committee makes of a long residence: a mark from 0 to 5 a criterion, and a word."""

    residence = models.OneToOneField(
        Residence, models.CASCADE, related_name="assessment", verbose_name="résidence"
    )
    territory = models.PositiveSmallIntegerField(CRITERIA["territory"])
    usefulness = models.PositiveSmallIntegerField(CRITERIA["usefulness"])
    sector = models.PositiveSmallIntegerField(CRITERIA["sector"])
    comment = models.TextField("avis", max_length=1000, blank=True)
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="noté par",
    )

    class Meta:
        verbose_name = "avis du comité"
        verbose_name_plural = "avis du comité"
        constraints = [
            models.CheckConstraint(
                name="residence_marked_from_0_to_5",
                condition=marked("territory") & marked("usefulness") & marked("sector"),
                violation_error_message="Une note va de 0 à 5.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.total} sur {HIGHEST_MARK * len(CRITERIA)}"

    @property
    def total(self) -> int:
        return self.territory + self.usefulness + self.sector
