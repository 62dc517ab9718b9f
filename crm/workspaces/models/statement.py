from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.people.models import Person


class StatementCounter(models.Model):
    """The last number given in a year; its row is the lock of those who ask for the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "compteur de relevés"
        verbose_name_plural = "compteurs de relevés"

    def __str__(self) -> str:
        return f"{self.year} : {self.last}"


class MonthStatementQuerySet(models.QuerySet["MonthStatement"]):
    def current(self) -> Self:
        return self.filter(cancelled_at__isnull=True)


class MonthStatement(models.Model):
    """What a person owes for a month of the telecentre, as it was issued. Never changed: cancelled, and followed.

    month   its first day
    rank    without a gap in its year
    lines   [{"label", "quantity", "unit_cents", "amount_cents", "free"}]
    digest  SHA-256 of what it says; the database refuses to change any of it
    """

    year = models.PositiveSmallIntegerField("année")
    rank = models.PositiveIntegerField("rang")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="month_statements", verbose_name="personne"
    )
    month = models.DateField("mois", db_index=True)
    lines = models.JSONField("lignes", default=list)
    total_cents = models.PositiveIntegerField("total, en centimes")
    digest = models.CharField("empreinte", max_length=64)
    issued_at = models.DateTimeField("émis le")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="émis par",
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="corrige",
    )
    cancelled_at = models.DateTimeField("annulé le", null=True, blank=True)
    cancel_reason = models.CharField("motif de l’annulation", max_length=240, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    objects = MonthStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "relevé mensuel"
        verbose_name_plural = "relevés mensuels"
        ordering = ["-year", "-rank"]
        permissions = [("export_monthstatement", "Peut exporter des relevés pour la trésorerie")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rank"],
                name="statement_number_once",
                violation_error_message="Ce numéro de relevé est déjà donné.",
            ),
            models.UniqueConstraint(
                fields=["person", "month"],
                condition=Q(cancelled_at__isnull=True),
                name="statement_once_a_person_and_month",
                violation_error_message="Cette personne a déjà un relevé de ce mois.",
            ),
            models.CheckConstraint(
                name="statement_month_is_a_first_day",
                condition=Q(month__day=1),
                violation_error_message="Un relevé porte le premier jour de son mois.",
            ),
            models.CheckConstraint(
                name="statement_cancelled_with_a_reason",
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="Un relevé annulé porte son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"relevé n° {self.number}"

    @property
    def number(self) -> str:
        """« 2026-0012 »"""
        return f"{self.year}-{self.rank:04}"

    @property
    def filename(self) -> str:
        return f"releve-{self.number}.pdf"

    def said(self) -> dict[str, Any]:
        """What its digest seals."""
        return {
            "number": self.number,
            "month": f"{self.month:%Y-%m}",
            "lines": self.lines,
            "total_cents": self.total_cents,
        }
