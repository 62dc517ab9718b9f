"""An appointment, and the quarters of an hour that it takes from an advisor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from telecentre.models import Site

from .reasons import Place, Reason


class AppointmentState(models.TextChoices):
    PLANNED = "planned", "prévu"
    SEEN = "seen", "tenu"
    NO_SHOW = "no_show", "absence"
    BY_PERSON = "cancelled_by_person", "annulé par la personne"
    BY_SERVICE = "cancelled_by_service", "annulé par l’équipe"


_S = AppointmentState
CANCELLED = frozenset({_S.BY_PERSON, _S.BY_SERVICE})
# An appointment and each of its households follow the same paths.
APPOINTMENT_PATHS: dict[AppointmentState, frozenset[AppointmentState]] = {
    _S.PLANNED: frozenset({_S.SEEN, _S.NO_SHOW, _S.BY_PERSON, _S.BY_SERVICE}),
    _S.SEEN: frozenset(),
    _S.NO_SHOW: frozenset(),
    _S.BY_PERSON: frozenset(),
    _S.BY_SERVICE: frozenset(),
}


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def planned(self) -> Self:
        return self.filter(state=AppointmentState.PLANNED)

    def standing(self) -> Self:
        """Those that were not cancelled."""
        return self.exclude(state__in=CANCELLED)

    def to_fill_in(self, at: datetime) -> Self:
        """Past, and nobody said how they went."""
        return self.planned().filter(ends_at__lte=at)

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(starts_at__gte=start, starts_at__lt=end)


class Appointment(models.Model):
    """One meeting, of one household or of several. Moved, it stays the same row."""

    reason = models.ForeignKey(
        Reason, models.PROTECT, related_name="appointments", verbose_name="motif"
    )
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="conseiller",
    )
    place = models.CharField("comment", max_length=6, choices=Place)
    site = models.ForeignKey(
        Site, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lieu"
    )
    where = models.CharField("adresse du rendez-vous", max_length=200, blank=True)
    video_link = models.URLField("lien de visioconférence", blank=True)
    starts_at = models.DateTimeField("début", db_index=True)
    ends_at = models.DateTimeField("fin")
    seats = models.PositiveSmallIntegerField("foyers accueillis", default=1)
    state = models.CharField(
        "état", max_length=20, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    cancel_reason = models.CharField("motif d’annulation", max_length=240, blank=True)
    # When its hour was last chosen: a reminder is for those who had time to forget.
    fixed_at = models.DateTimeField("fixé le")
    changed_at = models.DateTimeField("changé le")
    closed_at = models.DateTimeField("renseigné le", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["starts_at", "pk"]
        permissions = [
            ("plan_for_others", "Tient l’agenda de rendez-vous de ses collègues"),
        ]
        indexes = [
            models.Index(fields=["advisor", "starts_at"], name="appointment_of_advisor"),
            models.Index(fields=["state", "ends_at"], name="appointment_to_fill_in"),
        ]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="La fin du rendez-vous suit son début.",
            ),
            models.CheckConstraint(
                name="appointment_has_seats",
                condition=Q(seats__gte=1),
                violation_error_message="Un rendez-vous accueille au moins un foyer.",
            ),
            models.CheckConstraint(
                name="appointment_is_closed_once_it_moved",
                condition=Q(state="planned", closed_at__isnull=True)
                | (~Q(state="planned") & Q(closed_at__isnull=False)),
                violation_error_message="Un rendez-vous renseigné porte la date à laquelle il l’a été.",
            ),
            models.CheckConstraint(
                name="appointment_cancelled_by_service_says_why",
                condition=~Q(state="cancelled_by_service") | ~Q(cancel_reason=""),
                violation_error_message="Dites pourquoi ce rendez-vous est annulé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}, {self.starts_at:%d/%m/%Y}"

    @property
    def is_collective(self) -> bool:
        return self.seats > 1

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))


class AdvisorQuarter(models.Model):
    """A quarter of an hour of an advisor, taken: two appointments never share one."""

    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="conseiller"
    )
    at = models.DateTimeField("à partir de")
    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="quarters", verbose_name="rendez-vous"
    )

    class Meta:
        verbose_name = "quart d’heure pris"
        verbose_name_plural = "quarts d’heure pris"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["advisor", "at"],
                name="one_appointment_a_quarter_of_an_hour",
                violation_error_message="Ce conseiller a déjà un rendez-vous à cette heure.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"


class AppointmentMove(models.Model):
    """Where an appointment stood before it was moved."""

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="moves", verbose_name="rendez-vous"
    )
    was_at = models.DateTimeField("était le")
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="était avec",
    )
    by_person = models.BooleanField("par la personne", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="déplacé par",
    )
    at = models.DateTimeField("déplacé le")

    class Meta:
        verbose_name = "déplacement de rendez-vous"
        verbose_name_plural = "déplacements de rendez-vous"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"déplacé le {self.at:%d/%m/%Y}"
