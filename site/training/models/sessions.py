from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from editorial.plugins import check_capacity

from .catalogue import Course


class SessionState(models.TextChoices):
    """What the dates say. Full, confirmed and running are known to those who hold the seats."""

    ANNOUNCED = "announced", "Annoncée"
    OPEN = "open", "Candidatures ouvertes"
    CLOSED = "closed", "Candidatures closes"
    UNDERWAY = "underway", "En cours"
    ENDED = "ended", "Terminée"
    CANCELLED = "cancelled", "Annulée"


class SessionQuerySet(models.QuerySet["Session"]):
    def standing(self) -> Self:
        return self.filter(cancelled_on__isnull=True)

    def in_state(self, state: SessionState, day: date) -> Self:
        """The rows whose `state_on(day)` is this one."""
        if state == SessionState.CANCELLED:
            return self.filter(cancelled_on__isnull=False)
        dates = {
            SessionState.ANNOUNCED: Q(applications_open_on__gt=day),
            SessionState.OPEN: Q(applications_open_on__lte=day, applications_close_on__gte=day),
            SessionState.CLOSED: Q(applications_close_on__lt=day, starts_on__gt=day),
            SessionState.UNDERWAY: Q(starts_on__lte=day, ends_on__gte=day),
            SessionState.ENDED: Q(ends_on__lt=day),
        }
        return self.standing().filter(dates[state])

    def open_on(self, day: date) -> Self:
        return self.in_state(SessionState.OPEN, day)

    def to_come(self, day: date) -> Self:
        return self.filter(starts_on__gt=day).order_by("starts_on")

    def ended_by(self, day: date) -> Self:
        return self.standing().filter(ends_on__lte=day)


class Session(ClusterableModel):
    """One dated run of a course. Staff decide its dates, seats and cancellation; its state is computed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="sessions", verbose_name="formation"
    )
    label = models.CharField("intitulé", max_length=120, help_text="Par exemple : automne 2011.")
    starts_on = models.DateField("début", db_index=True)
    ends_on = models.DateField("fin")
    applications_open_on = models.DateField("ouverture des candidatures")
    applications_close_on = models.DateField(
        "clôture des candidatures",
        help_text="Dernier jour où l’on peut candidater, compris.",
    )
    seats_min = models.PositiveSmallIntegerField("places, au moins", default=12)
    seats_max = models.PositiveSmallIntegerField("places, au plus", default=15)
    place = models.CharField("lieu", max_length=120, default="Télécentre, Maison des services")
    cancelled_on = models.DateField("annulée le", null=True, blank=True)
    cancel_reason = models.CharField(
        "motif de l’annulation",
        max_length=240,
        blank=True,
        help_text="Une phrase, montrée au public.",
    )
    # Calendars that know this session read it again when this moves on.
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    panels = [
        FieldPanel("course"),
        FieldPanel("label"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel(
                    [
                        FieldPanel("applications_open_on"),
                        FieldPanel("applications_close_on"),
                    ]
                ),
                FieldPanel("place"),
            ],
            heading="Dates et lieu",
        ),
        InlinePanel("weeks", label="semaine sur place", heading="Semaines sur place"),
        FieldRowPanel(
            [FieldPanel("seats_min"), FieldPanel("seats_max")],
            heading="Places",
        ),
        MultiFieldPanel(
            [FieldPanel("cancelled_on"), FieldPanel("cancel_reason")],
            heading="Annulation",
            classname="collapsed",
        ),
    ]

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session de formation"
        verbose_name_plural = "sessions de formation"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "label"],
                name="session_label_once_a_course",
                violation_error_message="Une session de cette formation porte déjà ce nom.",
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="session_applications_close_after_they_open",
                condition=Q(applications_close_on__gte=F("applications_open_on")),
                violation_error_message="La clôture des candidatures précède leur ouverture.",
            ),
            models.CheckConstraint(
                name="session_applications_close_before_it_starts",
                condition=Q(applications_close_on__lt=F("starts_on")),
                violation_error_message="La clôture des candidatures doit précéder le début de la session.",
            ),
            models.CheckConstraint(
                name="session_seats_in_order",
                condition=Q(seats_min__gte=1, seats_min__lte=F("seats_max"), seats_max__lte=200),
                violation_error_message="Le nombre de places va du minimum au maximum, de 1 à 200.",
            ),
            models.CheckConstraint(
                name="session_cancelled_with_a_reason",
                condition=(Q(cancelled_on__isnull=True) & Q(cancel_reason=""))
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="Une annulation porte une date et un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title}, {self.label}"

    def clean(self) -> None:
        super().clean()
        if self.pk and self.seats_max and (refusal := check_capacity(self, self.seats_max)):
            raise ValidationError({"seats_max": refusal})

    def state_on(self, day: date) -> SessionState:
        if self.cancelled_on:
            return SessionState.CANCELLED
        if day > self.ends_on:
            return SessionState.ENDED
        if day >= self.starts_on:
            return SessionState.UNDERWAY
        if day > self.applications_close_on:
            return SessionState.CLOSED
        if day >= self.applications_open_on:
            return SessionState.OPEN
        return SessionState.ANNOUNCED

    @property
    def state(self) -> SessionState:
        return self.state_on(timezone.localdate())

    @property
    def slug(self) -> str:
        """The end of its address. Only the number after the date decides."""
        return f"{self.starts_on:%d-%m-%Y}-{self.pk}"

    @property
    def seats_range(self) -> str:
        """How many people make a group: « 12 à 15 », or « 12 » when it is one number."""
        least, most = self.seats_min, self.seats_max
        return f"{least} à {most}" if least < most else str(most)


class OnSiteWeek(models.Model):
    session = ParentalKey(
        Session, on_delete=models.CASCADE, related_name="weeks", verbose_name="session"
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")

    panels = [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])]

    class Meta:
        verbose_name = "semaine sur place"
        verbose_name_plural = "semaines sur place"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="week_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin de la semaine précède son début.",
            ),
            models.UniqueConstraint(
                fields=["session", "starts_on"],
                name="week_once_a_session",
                violation_error_message="Deux semaines commencent le même jour.",
            ),
        ]

    def __str__(self) -> str:
        return f"du {self.starts_on:%d/%m/%Y} au {self.ends_on:%d/%m/%Y}"
