"""A person of a file is asked to choose a slot, by a link that leads to the booking itself afterwards."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.journeys.models import Journey
from crm.people.models import Person

from .parties import AppointmentParty
from .reasons import Place, Reason


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self, day: date) -> Self:
        """Nobody answered yet, and there is still time."""
        return self.filter(party__isnull=True, withdrawn_at__isnull=True, until__gte=day)


class Invitation(models.Model):
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations_to_meet", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="parcours"
    )
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="+", verbose_name="motif")
    advisors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name="avec"
    )
    place = models.CharField("comment", max_length=6, choices=Place, blank=True)
    until = models.DateField("à choisir jusqu’au", db_index=True)
    words = models.TextField("quelques mots", blank=True, max_length=1000)
    party = models.OneToOneField(
        AppointmentParty,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name="rendez-vous pris",
    )
    sent_at = models.DateTimeField("envoyée le")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="envoyée par",
    )
    reminded_at = models.DateTimeField("rappelée le", null=True, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation à prendre rendez-vous"
        verbose_name_plural = "invitations à prendre rendez-vous"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_withdrawn_was_not_used",
                condition=Q(withdrawn_at__isnull=True) | Q(party__isnull=True),
                violation_error_message="Une invitation dont on s’est servi ne se retire pas.",
            )
        ]

    def __str__(self) -> str:
        return f"invitation du {self.sent_at:%d/%m/%Y}"
