"""The modules of a session: as its documents name them, their dates, and on what evidence they count."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from training.models import Course, Module, ModuleKind, Session


class TaughtModule(models.Model):
    """A module as a session tells it: taken from the catalogue once, so that all its documents agree."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="taught_modules", verbose_name="session"
    )
    module = models.ForeignKey(
        Module, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="module"
    )
    number = models.PositiveSmallIntegerField("numéro")
    title = models.CharField("intitulé", max_length=160)
    kind = models.CharField("modalité", max_length=8, choices=ModuleKind)
    hours = models.PositiveSmallIntegerField("heures")

    class Meta:
        verbose_name = "module d’une session"
        verbose_name_plural = "modules d’une session"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"],
                name="taught_module_once_a_session",
                violation_error_message="Cette session a déjà un module de ce numéro.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class ModuleWindow(models.Model):
    """Between which days a distance module of a session is worked on."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="module_windows", verbose_name="session"
    )
    module = models.ForeignKey(Module, models.CASCADE, related_name="+", verbose_name="module")
    opens_on = models.DateField("ouvert le")
    due_on = models.DateField("à rendre le")

    class Meta:
        verbose_name = "dates d’un module"
        verbose_name_plural = "dates des modules"
        ordering = ["opens_on", "module__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "module"],
                name="window_once_a_module",
                violation_error_message="Ce module a déjà ses dates.",
            ),
            models.CheckConstraint(
                name="window_due_after_it_opens",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message="La remise précède l’ouverture du module.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module}, du {self.opens_on:%d/%m/%Y} au {self.due_on:%d/%m/%Y}"


class Evidence(models.TextChoices):
    HANDED_IN = "handed_in", "dès que le travail est rendu"
    VALIDATED = "validated", "quand le formateur a validé"


class CreditRule(models.Model):
    """On what evidence the distance modules of a course count. Validation where no row says."""

    course = models.OneToOneField(
        Course, models.CASCADE, related_name="credit_rule", verbose_name="formation"
    )
    evidence = models.CharField(
        "heures retenues", max_length=9, choices=Evidence, default=Evidence.VALIDATED
    )

    class Meta:
        verbose_name = "règle des heures à distance"
        verbose_name_plural = "règles des heures à distance"

    def __str__(self) -> str:
        return self.get_evidence_display()
