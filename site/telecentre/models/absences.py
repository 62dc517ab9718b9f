"""When somebody who receives does not, and the days on which they do all the same."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from editorial.dates import period

from .services import Organisation, Permanence


class Absence(models.Model):
    """Days without a permanence, the last one included. The house's own closures need no row here."""

    starts_on = models.DateField("du")
    ends_on = models.DateField("au", help_text="Dernier jour d’absence, compris.")
    reason = models.CharField(
        "motif",
        max_length=120,
        blank=True,
        help_text="Il est affiché. Par exemple : congés d’été.",
    )

    panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("reason"),
    ]

    class Meta:
        abstract = True
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin de l’absence précède son début.",
            )
        ]

    def __str__(self) -> str:
        return period(self.starts_on, self.ends_on)

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def sentence(self) -> str:
        """« Pas de permanence du 22 décembre 2026 au 2 janvier 2027 : congés. »"""
        why = f"\N{NO-BREAK SPACE}: {self.reason.rstrip('. ')}" if self.reason else ""
        return f"Pas de permanence {self}{why}."


class OrganisationAbsence(Absence):
    """An organisation is away: none of its permanences is held."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="absences", verbose_name="organisme"
    )

    class Meta(Absence.Meta):
        verbose_name = "absence d’un organisme"
        verbose_name_plural = "absences d’organismes"


class PermanenceAbsence(Absence):
    """One permanence is not held; the others of its organisation are."""

    permanence = ParentalKey(
        Permanence, on_delete=models.CASCADE, related_name="absences", verbose_name="permanence"
    )

    class Meta(Absence.Meta):
        verbose_name = "absence d’une permanence"
        verbose_name_plural = "absences de permanences"


class ExceptionalDate(models.Model):
    """A day on which a permanence is held beside its usual ones, or at other hours than usual."""

    permanence = ParentalKey(
        Permanence, on_delete=models.CASCADE, related_name="extra_dates", verbose_name="permanence"
    )
    on = models.DateField("jour")
    opens_at = models.TimeField("de")
    closes_at = models.TimeField("à")
    note = models.CharField(
        "précision", max_length=120, blank=True, help_text="Par exemple : remplace le 11 novembre."
    )

    panels = [
        FieldRowPanel([FieldPanel("on"), FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "date exceptionnelle"
        verbose_name_plural = "dates exceptionnelles"
        ordering = ["on", "opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["permanence", "on"],
                name="exceptional_date_once_a_day",
                violation_error_message="Ce jour est déjà donné.",
            ),
            models.CheckConstraint(
                name="exceptional_date_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="La fin de la permanence précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permanence.organisation}, le {self.on:%d/%m/%Y}"
