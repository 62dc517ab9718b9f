from __future__ import annotations

from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .persons import Person


class PairState(models.TextChoices):
    TO_REVIEW = "to_review", "à examiner"
    DISTINCT = "distinct", "deux personnes"
    MERGED = "merged", "fusionnés"


# Two files said to be two people may still be merged, from the file; what is merged stays so.
PAIR_PATHS: dict[PairState, set[PairState]] = {
    PairState.TO_REVIEW: {PairState.DISTINCT, PairState.MERGED},
    PairState.DISTINCT: {PairState.MERGED},
    PairState.MERGED: set(),
}


class PairQuerySet(models.QuerySet["DuplicatePair"]):
    def to_review(self) -> Self:
        """Pairs that nobody settled, of which both files are alive, the surest first."""
        return self.filter(
            state=PairState.TO_REVIEW,
            first__merged_into__isnull=True,
            first__anonymised_at__isnull=True,
            second__merged_into__isnull=True,
            second__anonymised_at__isnull=True,
        ).order_by("-score", "pk")

    def of(self, person: Person | int) -> Self:
        return self.filter(Q(first=person) | Q(second=person))


class DuplicatePair(models.Model):
    """Two files that look alike, for a human to settle. `first` is the one opened first."""

    first = models.ForeignKey(
        Person, models.CASCADE, related_name="+", verbose_name="premier dossier"
    )
    second = models.ForeignKey(
        Person, models.CASCADE, related_name="+", verbose_name="second dossier"
    )
    score = models.PositiveSmallIntegerField("ressemblance (sur 100)")
    reason = models.CharField("ce qui se ressemble", max_length=200)
    state = models.CharField(
        "état", max_length=9, choices=PairState, default=PairState.TO_REVIEW, db_index=True
    )
    found_at = models.DateTimeField("trouvée le")
    settled_at = models.DateTimeField("tranchée le", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tranchée par",
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "paire de dossiers ressemblants"
        verbose_name_plural = "paires de dossiers ressemblants"
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicate_pair_once",
                violation_error_message="Cette paire de dossiers est déjà connue.",
            ),
            models.CheckConstraint(
                name="duplicate_pair_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message="Une paire commence par le premier des deux dossiers.",
            ),
            models.CheckConstraint(
                name="duplicate_pair_scored_on_a_hundred",
                condition=Q(score__gte=0, score__lte=100),
                violation_error_message="La ressemblance se note de 0 à 100.",
            ),
            models.CheckConstraint(
                name="duplicate_pair_settled_has_a_date",
                condition=Q(state="to_review", settled_at__isnull=True)
                | (~Q(state="to_review") & Q(settled_at__isnull=False)),
                violation_error_message="Une paire tranchée porte la date où elle l’a été.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} et {self.second}"


class MergeReport(models.Model):
    """What a merging did: which values came from the file that ended, and how much moved. No value.

    taken   names of what the survivor took from the other file
    moved   how many rows of each model moved, by its label ("crm_journeys.interaction")
    """

    survivor = models.ForeignKey(
        Person, models.CASCADE, related_name="merge_reports", verbose_name="dossier gardé"
    )
    previous_number = models.CharField("n° du dossier fusionné", max_length=12)
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    taken = models.JSONField("repris de l’autre dossier", default=list, blank=True)
    moved = models.JSONField("lignes passées d’un dossier à l’autre", default=dict, blank=True)

    class Meta:
        verbose_name = "fusion de dossiers"
        verbose_name_plural = "fusions de dossiers"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Fusion du dossier {self.previous_number}"

    def lines(self) -> list[str]:
        """« 3 échanges », « 1 présence »: what moved, in French."""
        return moved_lines(self.moved)


def moved_lines(moved: dict[str, int]) -> list[str]:
    """Say how many rows moved, by the French name of their model."""
    said = []
    for label, count in moved.items():
        meta = apps.get_model(label)._meta
        name = meta.verbose_name if count == 1 else meta.verbose_name_plural
        said.append(f"{count}\N{NO-BREAK SPACE}{name}")
    return said
