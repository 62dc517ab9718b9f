from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.registrations.models import Participant, Registration


class How(models.TextChoices):
    QR = "qr", "billet"
    NAME = "name", "nom"
    WALK_IN = "walk_in", "sans inscription"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(undone_at__isnull=True)


class CheckIn(models.Model):
    """Somebody came in. The database lets each person in once; a mistake is taken back, never deleted."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="check_ins", verbose_name="participant"
    )
    at = models.DateTimeField("entrée le", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    how = models.CharField("reconnue à", max_length=7, choices=How)
    door = models.CharField("porte", max_length=40, blank=True)
    undone_at = models.DateTimeField("reprise le", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="reprise par",
    )
    undo_reason = models.CharField("motif de la reprise", max_length=240, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée au Forum"
        verbose_name_plural = "entrées au Forum"
        ordering = ["at", "pk"]
        permissions = [("export_checkin", "Peut exporter la liste des participants du Forum")]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(undone_at__isnull=True),
                name="one_standing_check_in_a_participant",
                violation_error_message="Cette personne est déjà entrée.",
            ),
            models.CheckConstraint(
                name="check_in_undone_with_a_reason",
                condition=Q(undone_at__isnull=True, undo_reason="")
                | Q(undone_at__isnull=False) & ~Q(undo_reason=""),
                violation_error_message="Une entrée reprise porte sa date et son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.get_how_display()}"


class Badge(models.Model):
    """The badge of a participant went to the printer.

    said   what it said, hashed with the ticket's code: another name or workshop asks for another badge
    """

    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="badge", verbose_name="participant"
    )
    said = models.CharField("empreinte", max_length=40, editable=False)
    printed_at = models.DateTimeField("imprimé le")

    class Meta:
        verbose_name = "badge du Forum"
        verbose_name_plural = "badges du Forum"

    def __str__(self) -> str:
        return f"badge de {self.participant}"


class CallOutcome(models.TextChoices):
    OPENED = "opened", "dossier ouvert"
    ATTACHED = "attached", "rattachée à son dossier"
    NO_PROJECT = "no_project", "pas de projet pour l’instant"
    UNREACHED = "unreached", "n’a pas pu être jointe"


FILED = [CallOutcome.OPENED, CallOutcome.ATTACHED]


class CallBack(models.Model):
    """Who asked at the Forum to be called back was answered, once."""

    registration = models.OneToOneField(
        Registration, models.PROTECT, related_name="call_back", verbose_name="inscription"
    )
    outcome = models.CharField("suite", max_length=10, choices=CallOutcome)
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "rappel après le Forum"
        verbose_name_plural = "rappels après le Forum"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()
