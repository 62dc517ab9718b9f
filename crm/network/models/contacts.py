from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.people.models import Person

from .cards import Card


class MessageState(models.TextChoices):
    RELAYED = "relayed", "transmis"
    REPORTED = "reported", "signalé"
    SPAM = "spam", "indésirable"


MESSAGE_PATHS: dict[MessageState, set[MessageState]] = {
    MessageState.RELAYED: {MessageState.REPORTED},
    MessageState.REPORTED: {MessageState.RELAYED, MessageState.SPAM},
    MessageState.SPAM: {MessageState.RELAYED},
}


class MessageQuerySet(models.QuerySet["ContactMessage"]):
    def reported(self) -> Self:
        return self.filter(state=MessageState.REPORTED)

    def older_than(self, moment: datetime) -> Self:
        return self.filter(received_at__lt=moment)


class ContactMessage(models.Model):
    """What a visitor wrote to somebody of the directory, relayed by letter; kept six months."""

    form_key = models.UUIDField("clef du formulaire", unique=True, editable=False)
    card = models.ForeignKey(Card, models.CASCADE, related_name="messages", verbose_name="fiche")
    name = models.CharField("nom", max_length=120)
    email = models.EmailField("courriel")
    email_key = models.CharField("courriel comparé", max_length=254, editable=False, db_index=True)
    text = models.TextField("message", max_length=2000)
    received_at = models.DateTimeField("reçu le", db_index=True)
    state = models.CharField(
        "état", max_length=8, choices=MessageState, default=MessageState.RELAYED, db_index=True
    )
    reported_at = models.DateTimeField("signalé le", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message relayé"
        verbose_name_plural = "messages relayés"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="network_message_reported_has_a_date",
                condition=Q(state="relayed") | Q(reported_at__isnull=False),
                violation_error_message="Un message signalé porte la date du signalement.",
            )
        ]

    def __str__(self) -> str:
        return f"message de {self.name}"


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def of(self, person: Person) -> Self:
        return self.filter(Q(first=person) | Q(second=person))


class Introduction(models.Model):
    """Two people of the network who were told of each other, once, by an advisor."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="une personne")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="l’autre")
    words = models.CharField("pourquoi", max_length=500)
    at = models.DateTimeField("le", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = "mise en relation"
        verbose_name_plural = "mises en relation"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="introduction_is_of_two_people",
                condition=~Q(first=F("second")),
                violation_error_message="Une mise en relation réunit deux personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} et {self.second}"
