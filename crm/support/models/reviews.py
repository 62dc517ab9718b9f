from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .plans import RUNNING_PLANS, PlanState, SupportPlan

# How long the review that closes a plan may still be held.
STILL_HELD = timedelta(days=60)


class ReviewQuerySet(models.QuerySet["Review"]):
    def to_hold(self, day: date) -> Self:
        """Those of plans under way, which a pause suspends, and the last one of a plan just ended."""
        running = Q(plan__state__in=RUNNING_PLANS)
        just_ended = Q(plan__state=PlanState.ENDED, plan__ended_on__gte=day - STILL_HELD)
        return self.filter(
            running | just_ended, held_at__isnull=True, plan__person__anonymised_at__isnull=True
        )


class Review(models.Model):
    """A meeting due at a set month of the plan, or one more that somebody wanted.

    month        of the plan, None for one more
    subject      what one more is about
    proposed_at  when a letter last proposed it to the person
    """

    plan = models.ForeignKey(
        SupportPlan, models.CASCADE, related_name="reviews", verbose_name="accompagnement"
    )
    month = models.PositiveSmallIntegerField("mois", null=True, blank=True)
    subject = models.CharField("objet", max_length=120, blank=True)
    due_on = models.DateField("prévu le", db_index=True)
    proposed_at = models.DateTimeField("proposé le", null=True, blank=True)
    held_at = models.DateTimeField("tenu le", null=True, blank=True)
    summary = models.TextField("bilan", blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan d’accompagnement"
        verbose_name_plural = "bilans d’accompagnement"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "month"],
                name="review_once_a_month",
                violation_error_message="Ce bilan est déjà prévu.",
            ),
            models.CheckConstraint(
                name="review_held_with_a_summary",
                condition=Q(held_at__isnull=True) | ~Q(summary=""),
                violation_error_message="Un bilan tenu a son compte rendu.",
            ),
            models.CheckConstraint(
                name="review_has_a_month_or_a_subject",
                condition=Q(month__isnull=False) | ~Q(subject=""),
                violation_error_message="Dites de quoi parlera ce bilan.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject if self.month is None else f"bilan du {self.month}e mois"

    def late_on(self, day: date) -> bool:
        return self.held_at is None and self.due_on < day


class TrainerNote(models.Model):
    """What a trainer tells, later, of somebody whom they trained."""

    plan = models.ForeignKey(
        SupportPlan, models.CASCADE, related_name="trainer_notes", verbose_name="accompagnement"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="formateur",
    )
    on = models.DateField("le")
    text = models.TextField("note")
    written_at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "suivi du formateur"
        verbose_name_plural = "suivis du formateur"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="trainer_note_says_something",
                condition=~Q(text=""),
                violation_error_message="Écrivez ce que vous avez constaté.",
            )
        ]

    def __str__(self) -> str:
        return f"suivi du {self.on:%d/%m/%Y}"
