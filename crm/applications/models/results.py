from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from crm.papers.models import Paper
from training.models import Module

from .attendance import SignedBy
from .enrolment import Enrolment

# What a module is worth today, in hours: what its last correction says, else what was credited.
HOURS = Coalesce("corrected_hours", "hours_credited")


class ResultQuerySet(models.QuerySet["ModuleResult"]):
    def credited(self) -> Self:
        """The modules that count for some hours, corrections included."""
        counted = Q(hours_credited__gt=0) | Q(validated_at__isnull=False)
        return self.filter(Q(corrected_hours__gt=0) | (Q(corrected_hours__isnull=True) & counted))


class ModuleResult(models.Model):
    """A distance module of one trainee: hours count once work is handed in or validated."""

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="results", verbose_name="inscription"
    )
    module = models.ForeignKey(Module, models.PROTECT, related_name="+", verbose_name="module")
    handed_in_at = models.DateTimeField("rendu le", null=True, blank=True)
    handed_in_by = models.CharField("rendu", max_length=6, choices=SignedBy, blank=True)
    paper = models.ForeignKey(
        Paper, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="travail"
    )
    returned_at = models.DateTimeField("à reprendre depuis le", null=True, blank=True)
    validated_at = models.DateTimeField("validé le", null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="validé par",
    )
    comment = models.TextField("commentaire", max_length=1000, blank=True)
    hours_credited = models.PositiveSmallIntegerField("heures retenues", default=0)
    sealed_at = models.DateTimeField("close le", null=True, blank=True)
    corrected_hours = models.PositiveSmallIntegerField(
        "heures après correction", null=True, blank=True
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "résultat de module"
        verbose_name_plural = "résultats de modules"
        ordering = ["module__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module"],
                name="result_once_a_module",
                violation_error_message="Ce module a déjà un résultat.",
            ),
            models.CheckConstraint(
                name="result_credited_on_evidence",
                condition=Q(hours_credited=0)
                | Q(handed_in_at__isnull=False)
                | Q(validated_at__isnull=False),
                violation_error_message="Des heures à distance se retiennent sur un travail rendu.",
            ),
            models.CheckConstraint(
                name="result_validated_is_not_to_redo",
                condition=Q(returned_at__isnull=True) | Q(validated_at__isnull=True),
                violation_error_message="Un module validé n’est plus à reprendre.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.module)

    @property
    def hours_kept(self) -> int:
        return self.hours_credited if self.corrected_hours is None else self.corrected_hours


class ResultCorrection(models.Model):
    """What became of the hours of a validated module. Written once: the validation stays readable."""

    result = models.ForeignKey(
        ModuleResult, models.PROTECT, related_name="corrections", verbose_name="module"
    )
    hours_before = models.PositiveSmallIntegerField("heures avant")
    hours_after = models.PositiveSmallIntegerField("heures après")
    reason = models.CharField("motif", max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "correction d’un module"
        verbose_name_plural = "corrections des modules"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="result_correction_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Une correction porte un motif.",
            )
        ]

    def __str__(self) -> str:
        return f"correction du {self.at:%d/%m/%Y}"
