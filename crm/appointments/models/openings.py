"""When an advisor receives: ranges in the time of the place, and absences."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from telecentre.models import Site
from telecentre.models.places import Weekday

from .reasons import Place, Reason


class AdvisorSettings(models.Model):
    """What an advisor's appointments share. Its row is the lock of their diary."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name="conseiller",
    )
    video_link = models.URLField(
        "lien de visioconférence",
        blank=True,
        help_text="L’adresse de votre salle\u00a0: elle part dans les confirmations.",
    )

    class Meta:
        verbose_name = "réglages de rendez-vous"
        verbose_name_plural = "réglages de rendez-vous"

    def __str__(self) -> str:
        return f"réglages de {self.user}"


class OpeningRange(models.Model):
    """Hours of every week, or of one day, on the clocks of the place: 9 h stays 9 h in summer."""

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="conseiller"
    )
    reasons = models.ManyToManyField(Reason, related_name="ranges", verbose_name="motifs")
    weekday = models.PositiveSmallIntegerField(
        "chaque semaine", choices=Weekday, null=True, blank=True
    )
    date = models.DateField("un seul jour", null=True, blank=True)
    starts = models.TimeField("de")
    ends = models.TimeField("à")
    place = models.CharField(
        "comment",
        max_length=6,
        choices=Place,
        blank=True,
        help_text="Sans choix\u00a0: de toutes les façons que permet le motif.",
    )
    site = models.ForeignKey(
        Site,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lieu",
        help_text="Ses fermetures exceptionnelles ferment aussi la plage.",
    )
    valid_from = models.DateField("à partir du", null=True, blank=True)
    valid_until = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        verbose_name = "plage de rendez-vous"
        verbose_name_plural = "plages de rendez-vous"
        ordering = ["weekday", "date", "starts"]
        constraints = [
            models.CheckConstraint(
                name="range_is_weekly_or_of_one_day",
                condition=Q(weekday__isnull=False, date__isnull=True)
                | Q(weekday__isnull=True, date__isnull=False),
                violation_error_message="Choisissez un jour de la semaine, ou une date, pas les deux.",
            ),
            models.CheckConstraint(
                name="range_ends_after_it_starts",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="La fin de la plage suit son début.",
            ),
            models.CheckConstraint(
                name="range_stops_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Le dernier jour de la plage suit le premier.",
            ),
        ]

    def __str__(self) -> str:
        day = self.get_weekday_display() if self.date is None else f"{self.date:%d/%m/%Y}"
        return f"{day} {self.starts:%H:%M}–{self.ends:%H:%M}"

    def is_over(self, today: dt.date) -> bool:
        last = self.date or self.valid_until
        return last is not None and last < today


class Absence(models.Model):
    """Hours or days taken out of the ranges. No reason is asked: it is nobody's business."""

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="conseiller"
    )
    starts_at = models.DateTimeField("du")
    ends_at = models.DateTimeField("au")

    class Meta:
        verbose_name = "absence"
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["advisor", "ends_at"], name="absence_of_advisor")]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="La fin de l’absence suit son début.",
            )
        ]

    def __str__(self) -> str:
        return f"absence du {self.starts_at:%d/%m/%Y} au {self.ends_at:%d/%m/%Y}"
