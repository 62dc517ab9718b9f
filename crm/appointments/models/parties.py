"""Who comes: a household holds one seat of an appointment, alone or with others."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.appointments.contents import Said
from crm.consents.models import Wording
from crm.journeys.models import Interaction, Journey
from crm.people.models import Person

from .appointments import CANCELLED, Appointment, AppointmentState


class BookedThrough(models.TextChoices):
    SITE = "site", "par le site"
    INVITATION = "invitation", "sur invitation"
    DESK = "desk", "par l’équipe"


class PartyQuerySet(models.QuerySet["AppointmentParty"]):
    def standing(self) -> Self:
        """Those that were not cancelled."""
        return self.exclude(state__in=CANCELLED)

    def to_file(self) -> Self:
        """Nobody knows yet whose they are."""
        return self.standing().filter(person__isnull=True, forgotten=False)


class AppointmentParty(models.Model):
    """A household at an appointment, as whoever booked described it. The form's key makes posts one."""

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="parties", verbose_name="rendez-vous"
    )
    form_key = models.UUIDField("clé du formulaire", unique=True, null=True, blank=True)
    through = models.CharField("pris", max_length=10, choices=BookedThrough)
    payload = models.JSONField("coordonnées données", default=dict, blank=True)
    forgotten = models.BooleanField("coordonnées effacées", default=False)
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    # In the forms in which addresses compare: they find look-alikes, and what is to be erased.
    email_key = models.CharField("courriel comparé", max_length=254, blank=True, db_index=True)
    phone_key = models.CharField("téléphone comparé", max_length=20, blank=True, db_index=True)
    adults = models.PositiveSmallIntegerField("adultes", default=1)
    children = models.PositiveSmallIntegerField("enfants", default=0)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="personne",
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="parcours",
    )
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, verbose_name="texte d’information lu"
    )
    state = models.CharField(
        "issue", max_length=20, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    note = models.TextField("compte rendu", blank=True, max_length=2000)
    exchange = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="échange consigné",
    )
    booked_at = models.DateTimeField("pris le")
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pris par",
    )
    reminded_at = models.DateTimeField("rappelé le", null=True, blank=True)
    closed_at = models.DateTimeField("renseigné le", null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "foyer à un rendez-vous"
        verbose_name_plural = "foyers à un rendez-vous"
        ordering = ["booked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="party_counts_its_members",
                condition=Q(adults__gte=1, adults__lte=20, children__lte=20),
                violation_error_message="Comptez de 1 à 20 adultes et 20 enfants au plus.",
            ),
            models.CheckConstraint(
                name="party_is_closed_once_it_moved",
                condition=Q(state="planned", closed_at__isnull=True)
                | (~Q(state="planned") & Q(closed_at__isnull=False)),
                violation_error_message="Une issue porte la date à laquelle elle a été notée.",
            ),
        ]

    def __str__(self) -> str:
        return f"rendez-vous du {self.appointment.starts_at:%d/%m/%Y}"

    @cached_property
    def said(self) -> Said:
        return Said.read(self.payload)

    @property
    def name(self) -> str:
        """The person of the file, else the name that was typed."""
        return str(self.person) if self.person else self.said.name or "Coordonnées effacées"


class AppointmentSeat(models.Model):
    """A seat of an appointment: one row each, so that the last one is given once."""

    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="places_held", verbose_name="rendez-vous"
    )
    number = models.PositiveSmallIntegerField("numéro")
    party = models.OneToOneField(
        AppointmentParty,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name="foyer",
    )

    class Meta:
        verbose_name = "place à un rendez-vous"
        verbose_name_plural = "places à un rendez-vous"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "number"],
                name="seat_once_an_appointment",
                violation_error_message="Cette place existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return f"place {self.number}"
