from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from crm.papers.models import Paper

from .plans import SupportPlan


class MilestoneState(models.TextChoices):
    TODO = "todo", "à atteindre"
    DONE = "done", "atteinte"
    MISSED = "missed", "manquée"
    DROPPED = "dropped", "abandonnée"


MILESTONE_PATHS: dict[MilestoneState, set[MilestoneState]] = {
    MilestoneState.TODO: {MilestoneState.DONE, MilestoneState.MISSED, MilestoneState.DROPPED},
    # Late is better than never; what was noted by mistake is taken back.
    MilestoneState.MISSED: {MilestoneState.DONE, MilestoneState.TODO},
    MilestoneState.DONE: {MilestoneState.TODO},
    MilestoneState.DROPPED: {MilestoneState.TODO},
}


class Milestone(models.Model):
    """A step that the plan aims at, and what shows that it was reached.

    evidence      what was seen or said; the title of the paper when nothing else was written
    for_trainers  whether those who trained the person may read it: what tells of the family is kept from them
    """

    plan = models.ForeignKey(
        SupportPlan, models.CASCADE, related_name="milestones", verbose_name="accompagnement"
    )
    label = models.CharField("étape", max_length=160)
    due_on = models.DateField("pour le")
    state = models.CharField(
        "état", max_length=7, choices=MilestoneState, default=MilestoneState.TODO
    )
    done_on = models.DateField("atteinte le", null=True, blank=True)
    evidence = models.CharField("preuve", max_length=240, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pièce",
    )
    reason = models.CharField("motif de l’abandon", max_length=240, blank=True)
    for_trainers = models.BooleanField("montrée aux formateurs", default=True)

    class Meta:
        verbose_name = "étape de l’accompagnement"
        verbose_name_plural = "étapes de l’accompagnement"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="milestone_has_a_label",
                condition=~Q(label=""),
                violation_error_message="Dites quelle est cette étape.",
            ),
            models.CheckConstraint(
                name="milestone_done_with_evidence",
                condition=Q(state="done", done_on__isnull=False) & ~Q(evidence="")
                | (~Q(state="done") & Q(done_on__isnull=True)),
                violation_error_message="Une étape atteinte porte sa date et sa preuve.",
            ),
            models.CheckConstraint(
                name="milestone_dropped_with_a_reason",
                condition=~Q(state="dropped") | ~Q(reason=""),
                violation_error_message="Une étape abandonnée porte un motif.",
            ),
        ]

    def late_on(self, day: date) -> bool:
        return self.state == MilestoneState.TODO and self.due_on < day

    def __str__(self) -> str:
        return self.label
