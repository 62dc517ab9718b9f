from __future__ import annotations

from datetime import date, datetime, time
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from crm.people.models import Person
from telecentre.models import Space, TariffProduct

from .presence import HalfDay


class BookingState(models.TextChoices):
    REQUESTED = "requested", "demandée"
    CONFIRMED = "confirmed", "confirmée"
    USED = "used", "honorée"
    NO_SHOW = "no_show", "non honorée"
    CANCELLED = "cancelled", "annulée"


BOOKING_PATHS: dict[BookingState, set[BookingState]] = {
    BookingState.REQUESTED: {BookingState.CONFIRMED, BookingState.CANCELLED},
    BookingState.CONFIRMED: {BookingState.USED, BookingState.NO_SHOW, BookingState.CANCELLED},
    BookingState.USED: set(),
    # Somebody came after all, and it was noted late.
    BookingState.NO_SHOW: {BookingState.USED},
    BookingState.CANCELLED: set(),
}

# What a booking that may still be given back is.
HOLDING = [BookingState.REQUESTED, BookingState.CONFIRMED]


class BookingSource(models.TextChoices):
    DESK = "desk", "accueil"
    PUBLIC = "public", "site"
    OFFER = "offer", "liste d’attente"


class BookingQuerySet(models.QuerySet["Booking"]):
    def holding(self) -> Self:
        return self.filter(state__in=HOLDING)

    def recurring_on(self, day: date) -> Self:
        """Bookings by the month that covered a day, as that day saw them: the later end of one is ignored."""
        given_back = Q(cancelled_on__isnull=False, cancelled_on__lte=day)
        midnight = timezone.make_aware(datetime.combine(day, time.max))
        return self.filter(
            product=TariffProduct.MONTH,
            confirmed_at__lte=midnight,
            starts_on__lte=day,
            ends_on__gte=day,
        ).exclude(given_back)


class Booking(models.Model):
    """A space kept for somebody. What it takes is told by its slots, one row a half-day.

    `pattern` says which half-days of a week it takes, « 1am 1pm 3am » (Monday is 0); it is blank
    when every open half-day between its dates is taken. `ends_on` is its last day, included.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="bookings", verbose_name="personne"
    )
    space = models.ForeignKey(Space, models.PROTECT, related_name="bookings", verbose_name="espace")
    product = models.CharField("formule", max_length=8, choices=TariffProduct)
    starts_on = models.DateField("premier jour", db_index=True)
    ends_on = models.DateField("dernier jour")
    pattern = models.CharField("demi-journées de la semaine", max_length=60, blank=True)
    state = models.CharField(
        "état", max_length=9, choices=BookingState, default=BookingState.REQUESTED, db_index=True
    )
    source = models.CharField(
        "faite par", max_length=6, choices=BookingSource, default=BookingSource.DESK
    )
    price_cents = models.PositiveIntegerField("prix annoncé, en centimes", default=0)
    requested_at = models.DateTimeField("demandée le")
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    cancelled_on = models.DateField(
        "rendue à partir du",
        null=True,
        blank=True,
        help_text="Premier jour rendu : les demi-journées d’avant restent comptées.",
    )
    cancel_reason = models.CharField("motif de l’annulation", max_length=240, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="notée par",
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "réservation"
        ordering = ["-starts_on", "-pk"]
        permissions = [("export_booking", "Peut exporter des réservations")]
        constraints = [
            models.CheckConstraint(
                name="booking_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Le dernier jour précède le premier.",
            ),
            models.CheckConstraint(
                name="booking_half_day_is_one_day",
                condition=~Q(product="half_day") | Q(ends_on=F("starts_on")),
                violation_error_message="Une demi-journée tient en un jour.",
            ),
            models.CheckConstraint(
                name="booking_pattern_where_it_means",
                condition=(Q(product__in=["half_day", "month"]) & ~Q(pattern=""))
                | Q(product__in=["day", "week"], pattern=""),
                violation_error_message="Dites quelles demi-journées de la semaine sont prises.",
            ),
            models.CheckConstraint(
                name="booking_confirmed_has_a_date",
                condition=~Q(state__in=["confirmed", "used", "no_show"])
                | Q(confirmed_at__isnull=False),
                violation_error_message="Une réservation confirmée porte sa date.",
            ),
            models.CheckConstraint(
                name="booking_cancelled_with_day_and_reason",
                condition=(Q(state="cancelled", cancelled_on__isnull=False) & ~Q(cancel_reason=""))
                | (~Q(state="cancelled") & Q(cancelled_on__isnull=True, cancel_reason="")),
                violation_error_message="Une réservation annulée porte son jour et son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space}, {self.person}"

    @property
    def is_recurring(self) -> bool:
        return self.product == TariffProduct.MONTH


class BookingSlot(models.Model):
    """One half-day of one space, held for a booking. The unique row is what forbids a double booking.

    Slots given back are deleted; slots that were held stay, whatever becomes of the booking.
    `free` is true on the days that a support plan makes free, and never in a space not rented.
    """

    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="slots", verbose_name="réservation"
    )
    space = models.ForeignKey(Space, models.PROTECT, related_name="slots", verbose_name="espace")
    date = models.DateField("jour", db_index=True)
    half = models.CharField("demi-journée", max_length=2, choices=HalfDay)
    free = models.BooleanField("offerte", default=False)

    class Meta:
        verbose_name = "demi-journée réservée"
        verbose_name_plural = "demi-journées réservées"
        ordering = ["date", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "date", "half"],
                name="slot_of_a_space_once",
                violation_error_message="Cet espace est déjà pris cette demi-journée.",
            ),
            models.UniqueConstraint(
                fields=["booking", "date", "half"],
                name="slot_of_a_booking_once",
                violation_error_message="Cette réservation tient déjà cette demi-journée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space}, {self.date:%d/%m/%Y} {self.get_half_display()}"
