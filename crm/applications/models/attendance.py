from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from .calendar import LONGEST_HALF_DAY, HalfDay, TaughtHalfDay
from .enrolment import Enrolment


class Mode(models.TextChoices):
    ON_SITE = "on_site", "sur place"
    DISTANCE = "distance", "à distance"


class SignedBy(models.TextChoices):
    """How a signature came. None of them is drawn: who, when and how make the proof."""

    TABLET = "tablet", "sur la tablette du formateur"
    LINK = "link", "par lien personnel"
    PAPER = "paper", "sur la feuille de papier"
    DESK = "desk", "notée au bureau"


class Absence(models.TextChoices):
    """Why somebody was away. Never more than that: a reason of health is nobody's business here."""

    NONE = "", "présence"
    JUSTIFIED = "justified", "absence justifiée"
    UNJUSTIFIED = "unjustified", "absence non justifiée"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def followed(self) -> Self:
        """The half-days that count: neither an absence nor one that a correction took away."""
        there = Q(corrected_minutes__isnull=True, absence=Absence.NONE)
        return self.filter(there | Q(corrected_minutes__gt=0))


# What a half-day is worth today, in minutes: what its last correction says, else what was noted.
MINUTES = Coalesce("corrected_minutes", "minutes")


class Attendance(models.Model):
    """One half-day of one trainee, signed by both or kept on a paper sheet; or an absence.

    What was noted stays as it was noted: a correction stands beside it, and `corrected_minutes` says what
    the last one makes of it (0 for an absence).

    sealed_at  from then on the database refuses any other change than a correction
    """

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="attendances", verbose_name="inscription"
    )
    half_day = models.ForeignKey(
        TaughtHalfDay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="demi-journée du calendrier",
    )
    date = models.DateField("jour", db_index=True)
    half = models.CharField("demi-journée", max_length=2, choices=HalfDay)
    mode = models.CharField("modalité", max_length=8, choices=Mode, default=Mode.ON_SITE)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=210)
    absence = models.CharField(
        "absence", max_length=11, choices=Absence, blank=True, default=Absence.NONE
    )
    late_minutes = models.PositiveSmallIntegerField("retard (minutes)", default=0)
    trainee_signed_at = models.DateTimeField("signée par la personne le", null=True, blank=True)
    trainee_signed_by = models.CharField(
        "signature de la personne", max_length=6, choices=SignedBy, blank=True
    )
    trainer_signed_at = models.DateTimeField("signée par le formateur le", null=True, blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signée par le formateur",
    )
    on_paper = models.BooleanField("feuille papier signée", default=False)
    noted_at = models.DateTimeField("notée le", null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="notée par",
    )
    sealed_at = models.DateTimeField("close le", null=True, blank=True)
    corrected_minutes = models.PositiveSmallIntegerField(
        "durée après correction (minutes)", null=True, blank=True
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence en formation"
        verbose_name_plural = "présences en formation"
        ordering = ["date", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "date", "half"],
                name="attendance_once_a_half_day",
                violation_error_message="Cette demi-journée est déjà notée.",
            ),
            models.CheckConstraint(
                name="attendance_lasts_a_while",
                condition=Q(absence="", minutes__gte=1, minutes__lte=LONGEST_HALF_DAY)
                | (~Q(absence="") & Q(minutes=0, late_minutes=0)),
                violation_error_message="Une demi-journée dure de 1 à 300 minutes.",
            ),
            models.CheckConstraint(
                name="attendance_absence_is_not_signed",
                condition=Q(absence="") | Q(trainee_signed_at__isnull=True, on_paper=False),
                violation_error_message="Une absence ne porte pas de signature.",
            ),
            models.CheckConstraint(
                name="attendance_corrected_within_a_half_day",
                condition=Q(corrected_minutes__isnull=True)
                | Q(corrected_minutes__isnull=False, corrected_minutes__lte=LONGEST_HALF_DAY),
                violation_error_message="Une demi-journée dure de 1 à 300 minutes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_half_display()}"

    @property
    def minutes_kept(self) -> int:
        return self.minutes if self.corrected_minutes is None else self.corrected_minutes

    @property
    def complete(self) -> bool:
        """Whether it bears both signatures, those of a paper sheet included."""
        both = self.trainee_signed_at is not None and self.trainer_signed_at is not None
        return both or self.on_paper


class AttendanceCorrection(models.Model):
    """What became of a half-day after it was closed. Written once, beside what was noted."""

    attendance = models.ForeignKey(
        Attendance, models.PROTECT, related_name="corrections", verbose_name="demi-journée"
    )
    minutes_before = models.PositiveSmallIntegerField("durée avant (minutes)")
    absence_before = models.CharField("avant", max_length=11, choices=Absence, blank=True)
    minutes_after = models.PositiveSmallIntegerField("durée après (minutes)")
    absence_after = models.CharField("après", max_length=11, choices=Absence, blank=True)
    reason = models.CharField("motif", max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "correction d’une présence"
        verbose_name_plural = "corrections des présences"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Une correction porte un motif.",
            ),
            models.CheckConstraint(
                name="correction_says_there_or_away",
                condition=Q(absence_after="", minutes_after__gte=1, minutes_after__lte=300)
                | (~Q(absence_after="") & Q(minutes_after=0)),
                violation_error_message="Une présence dure de 1 à 300 minutes, une absence aucune.",
            ),
        ]

    def __str__(self) -> str:
        return f"correction du {self.at:%d/%m/%Y}"
