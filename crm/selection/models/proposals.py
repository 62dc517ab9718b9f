from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.applications.models import Application
from training.models import Session


class Outcome(models.TextChoices):
    """What a committee proposes: states of an application, in the order in which they are decided."""

    ADMITTED = "admitted", "admettre"
    WAITLISTED = "waitlisted", "liste d’attente"
    POOLED = "pooled", "reporter"
    REFUSED = "refused", "refuser"


class Proposal(models.Model):
    """What the committee of a session proposes, before it is decided. One a session, shared.

    revision  grows at each change, so that nobody overwrites what they have not read
    """

    session = models.OneToOneField(
        Session, models.PROTECT, related_name="proposal", verbose_name="session"
    )
    revision = models.PositiveIntegerField("révision", default=0)
    held_on = models.DateField("commission du", null=True, blank=True)
    present = models.CharField("membres présents", max_length=400, blank=True)
    updated_at = models.DateTimeField("modifiée le", null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="modifiée par",
    )

    class Meta:
        verbose_name = "proposition de la commission"
        verbose_name_plural = "propositions des commissions"

    def __str__(self) -> str:
        return f"proposition pour {self.session}"


class LineQuerySet(models.QuerySet["ProposalLine"]):
    def to_decide(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def decided(self) -> Self:
        return self.filter(decided_at__isnull=False)


class ProposalLine(models.Model):
    """What is proposed for one application; once decided, what was. Decided in the order of rows.

    hindrance  why it could not be decided the last time, "" otherwise
    """

    proposal = models.ForeignKey(
        Proposal, models.CASCADE, related_name="lines", verbose_name="proposition"
    )
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="+", verbose_name="candidature"
    )
    outcome = models.CharField("proposition", max_length=10, choices=Outcome)
    rank = models.PositiveSmallIntegerField("rang d’attente", null=True, blank=True)
    reason = models.CharField("motif", max_length=500, blank=True)
    hindrance = models.CharField("empêchement", max_length=300, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="décidée par",
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d’une proposition"
        verbose_name_plural = "lignes des propositions"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "application"],
                condition=Q(decided_at__isnull=True),
                name="application_once_in_a_proposal",
                violation_error_message="Cette candidature est déjà dans la proposition.",
            ),
            models.UniqueConstraint(
                fields=["proposal", "rank"],
                condition=Q(decided_at__isnull=True, rank__isnull=False),
                name="waiting_rank_once_a_proposal",
                violation_error_message="Deux personnes ont le même rang d’attente.",
            ),
            models.CheckConstraint(
                name="proposal_line_waits_at_a_rank",
                condition=Q(outcome="waitlisted", rank__isnull=False)
                | (~Q(outcome="waitlisted") & Q(rank__isnull=True)),
                violation_error_message="La liste d’attente porte un rang, et elle seule.",
            ),
            models.CheckConstraint(
                name="proposal_line_refused_with_a_reason",
                condition=Q(decided_at__isnull=True) | ~Q(outcome="refused") | ~Q(reason=""),
                violation_error_message="Un refus est motivé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.person}: {self.get_outcome_display()}"
