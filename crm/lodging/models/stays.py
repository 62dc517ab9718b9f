from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Journey
from crm.people.models import Household, Person

from .units import HousingUnit


class StayPurpose(models.TextChoices):
    VISIT = "visit", "visite du territoire"
    TRAINING = "training", "formation"
    RESIDENCE = "residence", "résidence"
    SETTLING = "settling", "installation"


class StayState(models.TextChoices):
    REQUESTED = "requested", "demandé"
    HELD = "held", "réservé à confirmer"
    CONFIRMED = "confirmed", "confirmé"
    IN_HOUSE = "in_house", "sur place"
    DONE = "done", "terminé"
    REFUSED = "refused", "refusé"
    CANCELLED = "cancelled", "annulé"
    NO_SHOW = "no_show", "non venu"


STAY_PATHS: dict[StayState, set[StayState]] = {
    StayState.REQUESTED: {StayState.HELD, StayState.REFUSED, StayState.CANCELLED},
    StayState.HELD: {StayState.CONFIRMED, StayState.REFUSED, StayState.CANCELLED},
    StayState.CONFIRMED: {StayState.IN_HOUSE, StayState.CANCELLED, StayState.NO_SHOW},
    StayState.IN_HOUSE: {StayState.DONE},
    StayState.DONE: set(),
    StayState.REFUSED: set(),
    StayState.CANCELLED: set(),
    StayState.NO_SHOW: set(),
}

# From « réservé » on the nights are taken; slept in, they are what was given.
HOLDING = [StayState.HELD, StayState.CONFIRMED, StayState.IN_HOUSE, StayState.DONE]
SLEPT = [StayState.IN_HOUSE, StayState.DONE]


class StayQuerySet(models.QuerySet["Stay"]):
    def live(self) -> Self:
        return self.filter(
            state__in=[
                StayState.REQUESTED, StayState.HELD, StayState.CONFIRMED, StayState.IN_HOUSE
            ]
        )  # fmt: skip

    def planned(self) -> Self:
        """Those that make a family come, or made it come."""
        return self.filter(state__in=HOLDING)

    def lapsed(self, at: datetime) -> Self:
        return self.filter(state=StayState.HELD, hold_expires_at__lte=at)


class Stay(models.Model):
    """Nights lent to a family or to one person.

    household          set when the household comes whole, None for a person or a part of it
    persons            those who take a bed; babies sleep in a cot and are counted apart
    beds               beds of the unit when the request was written: the database checks against them
    depart             the morning of leaving: that night is not one of the stay
    free_value_cents   value of one night, as it stood on the day of arrival
    funder_share       percent of the value that the funder is told of
    """

    unit = models.ForeignKey(
        HousingUnit, models.PROTECT, related_name="stays", verbose_name="logement"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="stays", verbose_name="personne"
    )
    household = models.ForeignKey(
        Household,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stays",
        verbose_name="foyer venu au complet",
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stays",
        verbose_name="parcours",
    )
    purpose = models.CharField("motif", max_length=9, choices=StayPurpose)
    arrive = models.DateField("arrivée", db_index=True)
    depart = models.DateField("départ", db_index=True)
    persons = models.PositiveSmallIntegerField("personnes")
    babies = models.PositiveSmallIntegerField("bébés", default=0)
    beds = models.PositiveSmallIntegerField("couchages du logement", editable=False)
    state = models.CharField(
        "état", max_length=9, choices=StayState, default=StayState.REQUESTED, db_index=True
    )
    requested_at = models.DateTimeField("demandé le")
    hold_expires_at = models.DateTimeField("réservé jusqu’au", null=True, blank=True)
    free_value_cents = models.PositiveIntegerField("valeur d’une nuit (centimes)", default=0)
    funder = models.CharField("financeur", max_length=80, blank=True)
    funder_share = models.PositiveSmallIntegerField("part du financeur (%)", default=100)
    note = models.CharField("note", max_length=240, blank=True)
    reason = models.CharField("motif du refus ou de l’annulation", max_length=240, blank=True)
    arrived_at = models.DateTimeField("arrivée constatée le", null=True, blank=True)
    keys_to = models.CharField("clés remises à", max_length=120, blank=True)
    inventory_in = models.TextField("état des lieux d’entrée", blank=True)
    left_at = models.DateTimeField("départ constaté le", null=True, blank=True)
    keys_back = models.BooleanField("clés rendues", default=False)
    inventory_out = models.TextField("état des lieux de sortie", blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        verbose_name = "séjour"
        ordering = ["-arrive", "-pk"]
        permissions = [
            ("view_value_given", "Voit la valeur des nuits offertes, par financeur"),
        ]
        constraints = [
            models.CheckConstraint(
                name="stay_departs_after_it_arrives",
                condition=Q(depart__gt=F("arrive")),
                violation_error_message="Le départ suit l’arrivée d’une nuit au moins.",
            ),
            models.CheckConstraint(
                name="stay_fits_the_beds",
                condition=Q(persons__gte=1, persons__lte=F("beds")),
                violation_error_message="Le logement n’a pas assez de couchages.",
            ),
            models.CheckConstraint(
                name="stay_share_is_a_percentage",
                condition=Q(funder_share__lte=100),
                violation_error_message="La part du financeur va de 0 à 100 %.",
            ),
            models.CheckConstraint(
                name="stay_held_until_some_time",
                condition=~Q(state="held") | Q(hold_expires_at__isnull=False),
                violation_error_message="Un séjour réservé l’est jusqu’à une date.",
            ),
            models.CheckConstraint(
                name="stay_ended_with_a_reason",
                condition=~Q(state__in=["refused", "cancelled"]) | ~Q(reason=""),
                violation_error_message="Un refus et une annulation sont motivés.",
            ),
            models.CheckConstraint(
                name="stay_in_house_has_arrived",
                condition=Q(state__in=["in_house", "done"], arrived_at__isnull=False)
                | ~Q(state__in=["in_house", "done"]) & Q(arrived_at__isnull=True),
                violation_error_message="Un séjour sur place porte l’heure de l’arrivée.",
            ),
            models.CheckConstraint(
                name="stay_done_has_left",
                condition=Q(state="done", left_at__isnull=False)
                | ~Q(state="done") & Q(left_at__isnull=True),
                violation_error_message="Un séjour terminé porte l’heure du départ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, du {self.arrive:%d/%m/%Y} au {self.depart:%d/%m/%Y}"

    @property
    def nights(self) -> int:
        return (self.depart - self.arrive).days

    @property
    def days(self) -> list[date]:
        """The dates of its nights: the day of departure is not one."""
        return [self.arrive + timedelta(days=number) for number in range(self.nights)]


class StayNight(models.Model):
    """One night of one dwelling. The database lets nobody else have it."""

    stay = models.ForeignKey(
        Stay, models.CASCADE, related_name="nights_held", verbose_name="séjour"
    )
    unit = models.ForeignKey(
        HousingUnit, models.PROTECT, related_name="nights", verbose_name="logement"
    )
    date = models.DateField("nuit du", db_index=True)

    class Meta:
        verbose_name = "nuit"
        ordering = ["date", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "date"],
                name="one_stay_a_unit_and_night",
                violation_error_message="Cette nuit est déjà prise.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, nuit du {self.date:%d/%m/%Y}"
