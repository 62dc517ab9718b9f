from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from news.models import Coverage

from .contacts import PressContact


class Tone(models.TextChoices):
    WARM = "warm", "favorable"
    NEUTRAL = "neutral", "neutre"
    CRITICAL = "critical", "critique"


class Subject(models.TextChoices):
    FORUM = "forum", "le Forum"
    TRAINING = "training", "les formations"
    SETTLERS = "settlers", "ceux qui s’installent"


class CoverageLinkQuerySet(models.QuerySet["CoverageLink"]):
    def signed(self) -> Self:
        return self.filter(contact__isnull=False)


class CoverageLink(models.Model):
    """What the press room knows of an article of the site: who wrote it, how far it went."""

    coverage = models.OneToOneField(
        Coverage, models.CASCADE, related_name="press_link", verbose_name="article"
    )
    contact = models.ForeignKey(
        PressContact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="journaliste",
    )
    reach = models.PositiveIntegerField("lecteurs ou auditeurs", null=True, blank=True)
    tone = models.CharField("ton", max_length=8, choices=Tone, blank=True)
    subject = models.CharField("à propos de", max_length=8, choices=Subject, blank=True)
    linked_at = models.DateTimeField("relié le")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="relié par",
    )

    objects = CoverageLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "article relié"
        verbose_name_plural = "articles reliés"
        ordering = ["-linked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.coverage)
