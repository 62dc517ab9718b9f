from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from crm.consents.models import Wording


class SubscriberState(models.TextChoices):
    PENDING = "pending", "à confirmer"
    CONFIRMED = "confirmed", "abonnée"
    UNSUBSCRIBED = "unsubscribed", "désabonnée"
    BOUNCED = "bounced", "en erreur"


PATHS: dict[SubscriberState, set[SubscriberState]] = {
    SubscriberState.PENDING: {SubscriberState.CONFIRMED},
    SubscriberState.CONFIRMED: {SubscriberState.UNSUBSCRIBED, SubscriberState.BOUNCED},
    SubscriberState.UNSUBSCRIBED: set(),
    SubscriberState.BOUNCED: set(),
}


class Channel(models.TextChoices):
    """Where an address asked for the newsletter."""

    PAGE = "page", "page d’abonnement"
    FOOTER = "footer", "pied des pages"


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        return self.filter(state=SubscriberState.CONFIRMED)

    def pending(self) -> Self:
        return self.filter(state=SubscriberState.PENDING)

    def gone(self) -> Self:
        return self.filter(state__in=[SubscriberState.UNSUBSCRIBED, SubscriberState.BOUNCED])


class Subscriber(models.Model):
    """An address that asked for the newsletter, and the proof that its reader confirmed it.

    It knows no person of the CRM. Once it has left, the address is gone; `trace` is a keyed hash of
    it: whoever shows the address again can be told when it agreed, and when it left.
    """

    # Normalised; "" as soon as it leaves.
    email = models.EmailField("adresse électronique", blank=True)
    trace = models.CharField("empreinte de l’adresse", max_length=64, editable=False)
    state = models.CharField(
        "état",
        max_length=12,
        choices=SubscriberState,
        default=SubscriberState.PENDING,
        db_index=True,
    )
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="accord lu"
    )
    # What proves the asking, with its moment: the form as it was sent.
    form_key = models.UUIDField("envoi du formulaire", editable=False)
    channel = models.CharField("demandé sur", max_length=6, choices=Channel, default=Channel.PAGE)
    origin = models.CharField("venue par", max_length=40, blank=True)
    asked_at = models.DateTimeField("demandé le")
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)
    left_at = models.DateTimeField("partie le", null=True, blank=True)
    left_by = models.CharField("partie par", max_length=80, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnement à la lettre"
        verbose_name_plural = "abonnements à la lettre"
        ordering = ["-asked_at", "-pk"]
        permissions = [
            ("export_subscriber", "Exporter les abonnés de la lettre"),
            ("send_issue", "Envoyer un numéro de la lettre"),
        ]
        indexes = [models.Index(fields=["trace"], name="subscriber_trace")]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="one_live_subscription_an_address",
                violation_error_message="Cette adresse est déjà connue de la lettre.",
            ),
            models.CheckConstraint(
                name="subscriber_confirmed_has_a_date",
                condition=Q(state="pending", confirmed_at__isnull=True)
                | ~Q(state="pending") & Q(confirmed_at__isnull=False),
                violation_error_message="Un abonnement confirmé porte sa date.",
            ),
            models.CheckConstraint(
                name="subscriber_gone_has_no_address",
                condition=Q(state__in=["unsubscribed", "bounced"], email="", left_at__isnull=False)
                | ~Q(state__in=["unsubscribed", "bounced"])
                & ~Q(email="")
                & Q(left_at__isnull=True),
                violation_error_message="Une adresse qui part porte sa date, et n’est plus gardée.",
            ),
        ]

    def __str__(self) -> str:
        return f"abonnement {self.pk}"
