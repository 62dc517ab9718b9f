from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class HoldReason(models.TextChoices):
    LITIGATION = "litigation", "contentieux"
    REQUEST = "request", "demande de droits en cours"
    CONTROL = "control", "contrôle en cours"
    REVIEW = "review", "écarté d’un passage"


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> Self:
        """Those that nobody lifted."""
        return self.filter(lifted_at__isnull=True)

    def on(self, day: date) -> Self:
        """Those that keep a file on a day."""
        return self.standing().filter(Q(until__isnull=True) | Q(until__gte=day))


class Hold(models.Model):
    """Why a file may not be erased for now, whatever the clocks say. Never deleted: set, then lifted."""

    person = models.ForeignKey(
        "crm_people.Person", models.CASCADE, related_name="holds", verbose_name="personne"
    )
    reason = models.CharField("raison", max_length=10, choices=HoldReason)
    details = models.CharField("précisions", max_length=240)
    asked_by = models.CharField("demandée par", max_length=120)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="posée par",
    )
    set_at = models.DateTimeField("posée le")
    # A hold without an end is looked at again on a day: none is forgotten.
    until = models.DateField("jusqu’au", null=True, blank=True)
    review_on = models.DateField("à revoir le", null=True, blank=True)
    lifted_at = models.DateTimeField("levée le", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="levée par",
    )
    lifted_why = models.CharField("levée parce que", max_length=240, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "retenue"
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reason"],
                condition=Q(lifted_at__isnull=True),
                name="one_standing_hold_a_reason",
                violation_error_message="Ce dossier est déjà retenu pour cette raison.",
            ),
            models.CheckConstraint(
                name="hold_ends_or_is_reviewed",
                condition=Q(until__isnull=False) | Q(review_on__isnull=False),
                violation_error_message="Donnez un terme à la retenue, ou un jour où la revoir.",
            ),
            models.CheckConstraint(
                name="hold_lifted_says_why",
                condition=Q(lifted_at__isnull=True, lifted_why="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_why="")),
                violation_error_message="Une retenue levée dit pourquoi, et elle seule.",
            ),
            models.CheckConstraint(
                name="hold_lifted_after_it_is_set",
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("set_at")),
                violation_error_message="Une retenue se lève après avoir été posée.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
