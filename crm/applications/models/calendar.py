"""When a session is taught, by whom and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.journeys.team import called
from telecentre.models import Space
from training.models import Module, Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_HALF_DAY = 300  # minutes


class HalfDay(models.TextChoices):
    MORNING = "am", "matin"
    AFTERNOON = "pm", "après-midi"


class HalfDayQuerySet(models.QuerySet["TaughtHalfDay"]):
    def standing(self) -> Self:
        return self.filter(cancelled_at__isnull=True)

    def taught_by(self, user: User) -> Self:
        return self.filter(trainer_id=user.pk)


class TaughtHalfDay(models.Model):
    """One half-day of a session. A trainer and a room are in one place at a time: the database sees to it.

    title      what is taught, as its documents name it: that of the module when it was planned
    minutes    what presence is worth, from the beginning to the end
    signed_at  when the trainer countersigned, once for the whole group
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="half_days", verbose_name="session"
    )
    date = models.DateField("jour", db_index=True)
    half = models.CharField("demi-journée", max_length=2, choices=HalfDay)
    starts_at = models.TimeField("de")
    ends_at = models.TimeField("à")
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=210)
    title = models.CharField("intitulé", max_length=160)
    module = models.ForeignKey(
        Module, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="module"
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taught_half_days",
        verbose_name="formateur",
    )
    space = models.ForeignKey(
        Space,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taught_half_days",
        verbose_name="salle",
    )
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    cancel_reason = models.CharField("motif de l’annulation", max_length=240, blank=True)
    signed_at = models.DateTimeField("signée par le formateur le", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signée par",
    )
    # Calendars that know this half-day read it again when this moves on.
    changed_at = models.DateTimeField("modifiée le")

    objects = HalfDayQuerySet.as_manager()

    class Meta:
        verbose_name = "demi-journée de formation"
        verbose_name_plural = "demi-journées de formation"
        ordering = ["date", "half", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "date", "half"],
                condition=Q(cancelled_at__isnull=True),
                name="half_day_once_a_session",
                violation_error_message="Cette session a déjà cours cette demi-journée.",
            ),
            models.UniqueConstraint(
                fields=["trainer", "date", "half"],
                condition=Q(cancelled_at__isnull=True, trainer__isnull=False),
                name="half_day_one_place_a_trainer",
                violation_error_message="Ce formateur enseigne déjà ailleurs cette demi-journée.",
            ),
            models.UniqueConstraint(
                fields=["space", "date", "half"],
                condition=Q(cancelled_at__isnull=True, space__isnull=False),
                name="half_day_one_session_a_room",
                violation_error_message="Cette salle est déjà prise cette demi-journée.",
            ),
            models.CheckConstraint(
                name="half_day_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="half_day_lasts_a_while",
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_HALF_DAY),
                violation_error_message="Une demi-journée dure de 1 à 300 minutes.",
            ),
            models.CheckConstraint(
                name="half_day_cancelled_with_a_reason",
                condition=(Q(cancelled_at__isnull=True) & Q(cancel_reason=""))
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="Une annulation porte une date et un motif.",
            ),
            models.CheckConstraint(
                name="half_day_signed_by_somebody",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                violation_error_message="Une signature porte une date et un nom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_half_display()}"

    @property
    def trainer_name(self) -> str:
        return called(self.trainer)


class SessionTrainer(models.Model):
    """Somebody named on a session: it is theirs even before they teach a half-day of it."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="trainers", verbose_name="session"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="sessions_taught",
        verbose_name="formateur",
    )

    class Meta:
        verbose_name = "formateur d’une session"
        verbose_name_plural = "formateurs des sessions"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                name="trainer_once_a_session",
                violation_error_message="Ce formateur est déjà nommé sur cette session.",
            )
        ]

    def __str__(self) -> str:
        return called(self.user)
