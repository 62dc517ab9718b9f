from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q


class Nature(models.TextChoices):
    """Why a mailing may be sent at all."""

    PROMOTION = "promotion", "information envoyée avec l’accord de chacun"
    SERVICE = "service", "message de service, lié à une démarche en cours"
    PRESS = "press", "envoi à la presse"


class MailingState(models.TextChoices):
    SENDING = "sending", "en cours d’envoi"
    PAUSED = "paused", "suspendu"
    STOPPED = "stopped", "arrêté"
    DONE = "done", "terminé"


PATHS: dict[MailingState, set[MailingState]] = {
    MailingState.SENDING: {MailingState.PAUSED, MailingState.STOPPED, MailingState.DONE},
    MailingState.PAUSED: {MailingState.SENDING, MailingState.STOPPED},
    MailingState.STOPPED: set(),
    MailingState.DONE: set(),
}


def new_handle() -> str:
    return secrets.token_urlsafe(16)


class Mailing(models.Model):
    """One message on its way to many. Its text is frozen at the launch; each letter is made of it."""

    key = models.CharField("clé", max_length=60, unique=True)
    nature = models.CharField("nature", max_length=9, choices=Nature)
    # The audience that agreed to it, of crm.mailings.audiences; nothing for a service message.
    audience = models.CharField("public", max_length=40, blank=True)
    title = models.CharField("intitulé", max_length=160)
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte")
    html = models.TextField("mise en page", blank=True)
    per_minute = models.PositiveSmallIntegerField("courriers par minute")
    state = models.CharField(
        "état", max_length=7, choices=MailingState, default=MailingState.SENDING, db_index=True
    )
    # How many were left out, by reason: {"a retiré son accord": 3}.
    left_out = models.JSONField("laissés de côté", default=dict, blank=True)
    launched_at = models.DateTimeField("lancé le")
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lancé par",
    )
    ended_at = models.DateTimeField("fini le", null=True, blank=True)
    reason = models.CharField("motif de l’arrêt", max_length=240, blank=True)

    class Meta:
        verbose_name = "envoi en nombre"
        verbose_name_plural = "envois en nombre"
        ordering = ["-launched_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="mailing_ended_has_a_date",
                condition=Q(state__in=["stopped", "done"], ended_at__isnull=False)
                | ~Q(state__in=["stopped", "done"]) & Q(ended_at__isnull=True),
                violation_error_message="Un envoi fini porte sa date.",
            ),
            models.CheckConstraint(
                name="mailing_promotion_says_its_audience",
                condition=~Q(nature="promotion") | ~Q(audience=""),
                violation_error_message="Un envoi d’information dit quel public y a consenti.",
            ),
            models.CheckConstraint(
                name="mailing_leaves_at_some_pace",
                condition=Q(per_minute__gt=0),
                violation_error_message="Un envoi part au moins à un courrier par minute.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def batch(self) -> str:
        """What its letters name it by."""
        return f"mailing-{self.pk}"


class Recipient(models.Model):
    """One address of a mailing. The letter says what became of it; this row stays when the letter is purged."""

    mailing = models.ForeignKey(
        Mailing, models.CASCADE, related_name="recipients", verbose_name="envoi"
    )
    person = models.ForeignKey(
        "crm_people.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mailings",
        verbose_name="personne",
    )
    # Normalised; "" once it is forgotten.
    email = models.EmailField("adresse électronique", blank=True)
    # What the text names by merge fields: {"prenom": "Ada"}.
    fields = models.JSONField("champs", default=dict, blank=True)
    letter = models.OneToOneField(
        "crm_letters.Letter",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="courrier",
    )
    left_at = models.DateTimeField("envoyé le", null=True, blank=True)
    # What the unsubscription link names the row by, signed: it says nothing and never expires.
    handle = models.CharField(max_length=22, unique=True, default=new_handle, editable=False)
    # The address as the suppression list knows it: the link still works once the address is emptied.
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "destinataire d’un envoi"
        verbose_name_plural = "destinataires des envois"
        ordering = ["mailing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "email"],
                condition=~Q(email=""),
                name="one_letter_a_mailing_and_address",
                violation_error_message="Cette adresse est déjà dans l’envoi.",
            )
        ]

    def __str__(self) -> str:
        return f"destinataire {self.pk}"
