"""Why one comes: what decides how long an appointment lasts, where it is held, who may ask for it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

# In minutes: whole quarters of an hour, which the database keeps one by one.
DURATIONS = (15, 30, 45, 60, 75, 90, 120, 150, 180, 240)


class Place(models.TextChoices):
    OFFICE = "office", "sur place"
    PHONE = "phone", "par téléphone"
    VIDEO = "video", "en visioconférence"
    HOME = "home", "à domicile"


class Audience(models.TextChoices):
    PUBLIC = "public", "tout le monde, depuis le site"
    INVITED = "invited", "sur invitation seulement"
    DESK = "desk", "l’équipe seulement"


class ReasonQuerySet(models.QuerySet["Reason"]):
    def in_service(self) -> Self:
        return self.filter(active=True)

    def public(self) -> Self:
        return self.in_service().filter(audience=Audience.PUBLIC)

    def single(self) -> Self:
        """Those of one household at a time."""
        return self.filter(seats=1)

    def collective(self) -> Self:
        return self.filter(seats__gt=1)


class Reason(models.Model):
    label = models.CharField("motif", max_length=80, unique=True)
    summary = models.CharField(
        "en une phrase",
        max_length=200,
        blank=True,
        help_text="Ce que le public lit sous le motif.",
    )
    minutes = models.PositiveSmallIntegerField(
        "durée", choices=[(one, f"{one} minutes") for one in DURATIONS], default=45
    )
    at_office = models.BooleanField("sur place", default=True)
    by_phone = models.BooleanField("par téléphone", default=True)
    by_video = models.BooleanField("en visioconférence", default=False)
    at_home = models.BooleanField(
        "à domicile",
        default=False,
        help_text="Proposé par l’équipe, jamais au public.",
    )
    seats = models.PositiveSmallIntegerField(
        "foyers accueillis ensemble",
        default=1,
        help_text="Plus d’un\u00a0: le rendez-vous est collectif, et l’équipe en fixe les dates.",
    )
    to_bring = models.TextField(
        "à apporter", blank=True, max_length=600, help_text="Une pièce par ligne."
    )
    audience = models.CharField(
        "qui peut le prendre", max_length=7, choices=Audience, default=Audience.PUBLIC
    )
    notice_hours = models.PositiveSmallIntegerField(
        "délai minimal (heures)",
        default=24,
        help_text="Le temps dont l’équipe a besoin avant un rendez-vous.",
    )
    horizon_days = models.PositiveSmallIntegerField(
        "ouvert combien de jours à l’avance", default=60
    )
    position = models.PositiveSmallIntegerField("rang dans la liste", default=100)
    active = models.BooleanField("en service", default=True)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "motif de rendez-vous"
        verbose_name_plural = "motifs de rendez-vous"
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                name="reason_has_a_place",
                condition=Q(at_office=True) | Q(by_phone=True) | Q(by_video=True) | Q(at_home=True),
                violation_error_message="Choisissez au moins une façon de se rencontrer.",
            ),
            models.CheckConstraint(
                name="reason_lasts_whole_quarters",
                condition=Q(minutes__in=DURATIONS),
                violation_error_message="La durée est un nombre entier de quarts d’heure.",
            ),
            models.CheckConstraint(
                name="reason_has_seats",
                condition=Q(seats__gte=1, seats__lte=200),
                violation_error_message="Un rendez-vous accueille de 1 à 200 foyers.",
            ),
            models.CheckConstraint(
                name="reason_horizon_is_near",
                condition=Q(horizon_days__gte=1, horizon_days__lte=366, notice_hours__lte=2000),
                violation_error_message="On réserve d’un jour à un an à l’avance.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_collective(self) -> bool:
        return self.seats > 1

    @property
    def places(self) -> list[Place]:
        allowed = {
            Place.OFFICE: self.at_office,
            Place.PHONE: self.by_phone,
            Place.VIDEO: self.by_video,
            Place.HOME: self.at_home,
        }
        return [place for place, yes in allowed.items() if yes]

    @property
    def public_places(self) -> list[Place]:
        """Nobody comes to a house where nobody knows who lives."""
        return [place for place in self.places if place != Place.HOME]
