from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count

from news.models import MediaKind

from .contacts import Beat, PressContact


class PressListQuerySet(models.QuerySet["PressList"]):
    def counted(self) -> Self:
        """Add `by_hand`, how many contacts were chosen one by one."""
        return self.annotate(by_hand=Count("contacts", distinct=True))


class PressList(models.Model):
    """Journalists to write to together: those of some beats, those of a kind of medium, those chosen."""

    name = models.CharField(
        "nom",
        max_length=80,
        unique=True,
        error_messages={"unique": "Une liste porte déjà ce nom."},
    )
    purpose = models.CharField("à quoi elle sert", max_length=200, blank=True)
    beats = models.ManyToManyField(Beat, blank=True, related_name="+", verbose_name="rubriques")
    media_kind = models.CharField("nature des médias", max_length=10, choices=MediaKind, blank=True)
    contacts = models.ManyToManyField(
        PressContact, blank=True, related_name="lists", verbose_name="contacts choisis"
    )

    by_hand: int  # present on rows read through counted()

    objects = PressListQuerySet.as_manager()

    class Meta:
        verbose_name = "liste de presse"
        verbose_name_plural = "listes de presse"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
