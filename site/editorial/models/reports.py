from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class AccessibilityReport(models.Model):
    """Something on the site that resisted somebody, and what was answered. Forgotten after a year.

    The only personal field is the address to answer to, and nobody has to give one.
    """

    key = models.UUIDField("clef du formulaire", default=uuid.uuid4, unique=True, editable=False)
    received_at = models.DateTimeField("reçu le", default=timezone.now, db_index=True)
    address = models.CharField("page ou service", max_length=500)
    trouble = models.TextField("ce qui résiste", max_length=3000)
    equipment = models.CharField("aide technique", max_length=200, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    answer = models.TextField(
        "réponse",
        max_length=5000,
        blank=True,
        help_text="Envoyée à la personne si elle a laissé son adresse : ce qui est corrigé, ou l’information sous une "
        "autre forme.",
    )
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="répondu par",
    )

    class Meta:
        verbose_name = "signalement d’accessibilité"
        verbose_name_plural = "signalements d’accessibilité"
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                name="report_answered_when_it_has_an_answer",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message="Une réponse a sa date, et une date sa réponse.",
            )
        ]

    def __str__(self) -> str:
        return f"signalement du {timezone.localtime(self.received_at):%d/%m/%Y}"

    @property
    def state(self) -> str:
        return "répondu" if self.answered_at else "à traiter"
