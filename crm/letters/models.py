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
    WITHHELD = "withheld", "retenu"


class LetterKind(models.TextChoices):
    SERVICE = "service", "message de service"
    PROMOTION = "promotion", "information envoyée avec accord"


PATHS: dict[LetterState, set[LetterState]] = {
    LetterState.QUEUED: {LetterState.SENDING, LetterState.FAILED, LetterState.WITHHELD},
    LetterState.SENDING: {
        LetterState.SENT,
        LetterState.QUEUED,
        LetterState.FAILED,
        LetterState.UNCERTAIN,
    },
    LetterState.UNCERTAIN: {LetterState.QUEUED, LetterState.SENT},
    LetterState.FAILED: {LetterState.QUEUED},
    LetterState.SENT: set(),
    LetterState.WITHHELD: set(),
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
    kind = models.CharField("nature", max_length=9, choices=LetterKind, default=LetterKind.SERVICE)
    # What it belongs to when it leaves with many others, "" for a letter alone. Such a letter has no text
    # here: it is made as it leaves. In the queue without an hour, it is parked.
    batch = models.CharField("envoi", max_length=40, blank=True, db_index=True, editable=False)
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
    body = models.TextField("texte", blank=True)
    # The same as a page, for the few letters that have one.
    html = models.TextField("mise en page", blank=True, editable=False)
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
    withheld_because = models.CharField("motif de la retenue", max_length=120, blank=True)
    # What its server is told, and names when it sends the letter back.
    message_id = models.CharField(
        "identifiant du message", max_length=120, blank=True, db_index=True, editable=False
    )
    bounced_at = models.DateTimeField("revenu le", null=True, blank=True)
    bounce_status = models.CharField("code du retour", max_length=12, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "courrier"
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state=LetterState.QUEUED),
                name="letter_in_the_queue",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_withheld_says_why",
                condition=Q(state="withheld") & ~Q(withheld_because="")
                | ~Q(state="withheld") & Q(withheld_because=""),
                violation_error_message="Un courrier retenu dit pourquoi, et lui seul.",
            ),
            models.CheckConstraint(
                name="letter_sent_back_says_when_and_how",
                condition=Q(bounced_at__isnull=True, bounce_status="")
                | Q(bounced_at__isnull=False) & ~Q(bounce_status=""),
                violation_error_message="Un courrier revenu porte une date et un code.",
            ),
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
