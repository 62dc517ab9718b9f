from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class LetterState(models.TextChoices):
    QUEUED = "queued", "à envoyer"
    SENDING = "sending", "en cours d’envoi"
    SENT = "sent", "envoyé"
    FAILED = "failed", "abandonné"
    UNCERTAIN = "uncertain", "incertain"


PATHS: dict[LetterState, set[LetterState]] = {
    LetterState.QUEUED: {LetterState.SENDING, LetterState.FAILED},
    LetterState.SENDING: {
        LetterState.SENT,
        LetterState.QUEUED,
        LetterState.FAILED,
        LetterState.UNCERTAIN,
    },
    LetterState.UNCERTAIN: {LetterState.QUEUED, LetterState.SENT},
    LetterState.FAILED: {LetterState.QUEUED},
    LetterState.SENT: set(),
}


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime) -> Self:
        return self.filter(state=LetterState.QUEUED, next_try_at__lte=at)

    def to_look_at(self) -> Self:
        """What only a human can settle."""
        return self.filter(state__in=[LetterState.UNCERTAIN, LetterState.FAILED])


class Letter(models.Model):
    """An e-mail on its way out. It commits with what it speaks of and leaves at most once by itself."""

    key = models.CharField("clé", max_length=120, unique=True)
    template = models.CharField("modèle", max_length=60)
    person = models.ForeignKey(
        "crm_people.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name="personne",
    )
    to = models.EmailField("à")
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte")
    # The link is made when the letter leaves: neither this table nor its readers ever hold the token.
    link_purpose = models.CharField("usage du lien", max_length=40, blank=True, editable=False)
    link_target = models.CharField("objet du lien", max_length=40, blank=True, editable=False)
    state = models.CharField(
        "état", max_length=10, choices=LetterState, default=LetterState.QUEUED, db_index=True
    )
    written_at = models.DateTimeField("écrit le")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_try_at = models.DateTimeField("prochain essai", null=True, blank=True)
    claimed_at = models.DateTimeField("pris en charge le", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    last_error = models.CharField("dernière erreur", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "courrier"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_has_a_date",
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
                violation_error_message="Un courrier envoyé porte sa date d’envoi.",
            ),
            models.CheckConstraint(
                name="letter_being_sent_is_claimed",
                condition=~Q(state=LetterState.SENDING) | Q(claimed_at__isnull=False),
                violation_error_message="Un courrier en cours d’envoi a été pris en charge.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class SecretLink(models.Model):
    """An address that only its reader knows. The token itself is never stored, only its digest."""

    digest = models.CharField("empreinte", max_length=64, unique=True)
    purpose = models.CharField("usage", max_length=40)
    target = models.CharField("objet", max_length=40)
    created_at = models.DateTimeField("créé le")
    expires_at = models.DateTimeField("expire le")

    class Meta:
        verbose_name = "lien secret"
        verbose_name_plural = "liens secrets"
        indexes = [models.Index(fields=["purpose", "target"], name="link_target")]
        constraints = [
            models.CheckConstraint(
                name="link_expires_after_it_is_made",
                condition=Q(expires_at__gt=models.F("created_at")),
                violation_error_message="Un lien expire après avoir été créé.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target}"
