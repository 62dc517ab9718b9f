from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from .contacts import PressContact


class ExchangeKind(models.TextChoices):
    CALL = "call", "appel"
    MAIL = "mail", "courriel"
    MEETING = "meeting", "rencontre"
    INTERVIEW = "interview", "interview"
    NOTE = "note", "note interne"


class Direction(models.TextChoices):
    IN = "in", "de sa part"
    OUT = "out", "de la nôtre"


# Both were there: whoever began, it is an exchange. A mail of ours is one only when they answer.
BOTH_THERE = [ExchangeKind.CALL, ExchangeKind.MEETING, ExchangeKind.INTERVIEW]


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def counting(self) -> Self:
        """Those that make the contact a living one: a note or a mail of ours does not."""
        said = ~Q(kind=ExchangeKind.NOTE) & Q(direction=Direction.IN)
        return self.filter(said | Q(kind__in=BOTH_THERE))


class Exchange(models.Model):
    """What was said with a journalist, one day, about what."""

    contact = models.ForeignKey(
        PressContact, models.CASCADE, related_name="exchanges", verbose_name="contact"
    )
    at = models.DateTimeField("le", db_index=True)
    kind = models.CharField("nature", max_length=9, choices=ExchangeKind)
    direction = models.CharField("sens", max_length=3, choices=Direction, default=Direction.IN)
    summary = models.TextField("résumé", max_length=1000)
    about = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="à propos de",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="noté par",
    )

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = "échange avec la presse"
        verbose_name_plural = "échanges avec la presse"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="press_exchange_says_something",
                condition=~Q(summary=""),
                violation_error_message="Dites en quelques mots ce qui s’est dit.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.at:%d/%m/%Y}"
