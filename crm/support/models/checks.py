from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from .activity import ActivityCreation


class CheckState(models.TextChoices):
    DUE = "due", "à demander"
    ALIVE = "alive", "en activité"
    CEASED = "ceased", "arrêtée"
    UNKNOWN = "unknown", "sans réponse"


CHECK_PATHS: dict[CheckState, set[CheckState]] = {
    CheckState.DUE: {CheckState.ALIVE, CheckState.CEASED, CheckState.UNKNOWN},
    # An answer that comes at last is worth more than none.
    CheckState.UNKNOWN: {CheckState.ALIVE, CheckState.CEASED},
    # Said by mistake, or said since.
    CheckState.ALIVE: {CheckState.CEASED},
    CheckState.CEASED: {CheckState.ALIVE},
}


class CheckQuerySet(models.QuerySet["ActivityCheck"]):
    def to_ask(self, day: date) -> Self:
        """Those whose day has come and nobody answered yet. What has ceased is asked no more."""
        return self.filter(
            state=CheckState.DUE,
            due_on__lte=day,
            activity__ceased_on__isnull=True,
            activity__person__anonymised_at__isnull=True,
            activity__person__merged_into__isnull=True,
        )


class ActivityCheck(models.Model):
    """Whether an activity still lives, asked so many months after it began.

    attempts   how often somebody tried in vain, the letter included
    """

    activity = models.ForeignKey(
        ActivityCreation, models.CASCADE, related_name="checks", verbose_name="activité"
    )
    month = models.PositiveSmallIntegerField("mois")
    due_on = models.DateField("à demander le", db_index=True)
    state = models.CharField("état", max_length=7, choices=CheckState, default=CheckState.DUE)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_attempt_on = models.DateField("dernier essai le", null=True, blank=True)
    written_at = models.DateTimeField("courrier du", null=True, blank=True)
    answered_on = models.DateField("réponse du", null=True, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi d’activité"
        verbose_name_plural = "suivis d’activité"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "month"],
                name="activity_check_once_a_month",
                violation_error_message="Ce suivi est déjà prévu.",
            ),
            models.CheckConstraint(
                name="activity_check_answered_has_a_date",
                condition=Q(state="due", answered_on__isnull=True)
                | (~Q(state="due") & Q(answered_on__isnull=False)),
                violation_error_message="Une réponse est datée.",
            ),
        ]

    def __str__(self) -> str:
        return f"suivi du {self.month}e mois"
