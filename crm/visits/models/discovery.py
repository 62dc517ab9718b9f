from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from crm.consents.models import Wording
from crm.people.models import Person


class DiscoveryDayQuerySet(models.QuerySet["DiscoveryDay"]):
    def to_come(self, day: date) -> Self:
        return self.filter(date__gte=day, cancelled_at__isnull=True)

    def with_room(self, day: date) -> Self:
        """Those that still take families of the site on a day."""
        free = DiscoverySeat.objects.filter(day=OuterRef("pk"), registration__isnull=True)
        return self.to_come(day).filter(Exists(free), closes_on__gte=day)

    def with_seats(self) -> Self:
        """Add `seat_count`, the places there are, and `left`, those that nobody holds."""
        free = Q(seats__registration__isnull=True, seats__isnull=False)
        return self.annotate(seat_count=Count("seats"), left=Count("seats", filter=free))


class DiscoveryDay(models.Model):
    """A day on which several families discover the territory together. A seat is a household."""

    date = models.DateField("jour", unique=True)
    title = models.CharField("titre", max_length=120)
    programme = models.TextField("programme", blank=True)
    meeting_point = models.CharField("rendez-vous", max_length=200, blank=True)
    closes_on = models.DateField("dernier jour pour s’inscrire")
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)

    seat_count: int  # present on rows read through with_seats()
    left: int

    objects = DiscoveryDayQuerySet.as_manager()

    class Meta:
        verbose_name = "journée découverte"
        verbose_name_plural = "journées découverte"
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                name="discovery_day_closes_before_it_starts",
                condition=Q(closes_on__lte=F("date")),
                violation_error_message="Les inscriptions se ferment au plus tard le jour même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.date:%d/%m/%Y}"


class RegistrationState(models.TextChoices):
    CONFIRMED = "confirmed", "inscrite"
    CANCELLED = "cancelled", "annulée"
    ATTENDED = "attended", "venue"
    ABSENT = "absent", "absente"


REGISTRATION_PATHS: dict[RegistrationState, set[RegistrationState]] = {
    RegistrationState.CONFIRMED: {
        RegistrationState.CANCELLED, RegistrationState.ATTENDED, RegistrationState.ABSENT
    },
    RegistrationState.ATTENDED: {RegistrationState.ABSENT},
    RegistrationState.ABSENT: {RegistrationState.ATTENDED},
    RegistrationState.CANCELLED: set(),
}  # fmt: skip


class RegistrationQuerySet(models.QuerySet["DiscoveryRegistration"]):
    def kept(self) -> Self:
        return self.exclude(state=RegistrationState.CANCELLED)


class DiscoveryRegistration(models.Model):
    """One household that comes to a discovery day, as it registered itself or was registered."""

    day = models.ForeignKey(
        DiscoveryDay, models.PROTECT, related_name="registrations", verbose_name="journée"
    )
    form_key = models.UUIDField("clé du formulaire", unique=True, editable=False)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="discovery_registrations",
        verbose_name="personne",
    )
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80)
    email = models.EmailField("adresse électronique")
    phone = models.CharField("téléphone", max_length=40, blank=True)
    adults = models.PositiveSmallIntegerField("adultes", default=1)
    children = models.PositiveSmallIntegerField("enfants", default=0)
    state = models.CharField(
        "état", max_length=9, choices=RegistrationState, default=RegistrationState.CONFIRMED
    )
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    wording = models.ForeignKey(
        Wording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="information lue",
    )
    registered_at = models.DateTimeField("inscrite le")
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    forgotten_at = models.DateTimeField("coordonnées effacées le", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription à une journée découverte"
        verbose_name_plural = "inscriptions aux journées découverte"
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                name="one_live_registration_a_day_and_address",
                violation_error_message="Cette adresse est déjà inscrite à cette journée.",
            ),
            models.UniqueConstraint(
                fields=["day", "person"],
                condition=~Q(state="cancelled") & Q(person__isnull=False),
                name="one_live_registration_a_day_and_person",
                violation_error_message="Cette personne est déjà inscrite à cette journée.",
            ),
            models.CheckConstraint(
                name="registration_has_an_adult",
                condition=Q(adults__gte=1, adults__lte=20, children__lte=20),
                violation_error_message="Une famille compte au moins un adulte.",
            ),
            models.CheckConstraint(
                name="registration_cancelled_has_a_date",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                violation_error_message="Une inscription annulée porte sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class DiscoverySeat(models.Model):
    """One place, for one household. The database gives it once."""

    day = models.ForeignKey(
        DiscoveryDay, models.CASCADE, related_name="seats", verbose_name="journée"
    )
    number = models.PositiveSmallIntegerField("numéro")
    registration = models.OneToOneField(
        DiscoveryRegistration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name="inscription",
    )

    class Meta:
        verbose_name = "place d’une journée découverte"
        verbose_name_plural = "places des journées découverte"
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "number"],
                name="one_seat_a_discovery_day_and_number",
                violation_error_message="Cette place existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return f"place {self.number}"
