from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from territory.models import Commune


class ValidityQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def valid_on(self, day: date) -> Self:
        """Rows that hold on a day: from valid_from included to valid_to excluded."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Site(ClusterableModel):
    """A telecentre: a building with its spaces and its opening half-days."""

    slug = models.SlugField("adresse", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120)
    address = models.CharField("rue", max_length=160, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    opened_on = models.DateField("ouvert le")
    closed_on = models.DateField("fermé le", null=True, blank=True)
    half_days_per_week = models.PositiveSmallIntegerField(
        "demi-journées d’ouverture par semaine", default=10
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("address"), FieldPanel("commune")]),
        FieldRowPanel([FieldPanel("opened_on"), FieldPanel("closed_on")]),
        FieldPanel("half_days_per_week"),
        InlinePanel("hours", label="plage", heading="Horaires d’ouverture"),
    ]

    class Meta:
        verbose_name = "site du télécentre"
        verbose_name_plural = "sites du télécentre"
        ordering = ["opened_on"]
        constraints = [
            models.CheckConstraint(
                name="site_closes_after_it_opens",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="La fermeture précède l’ouverture.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Weekday(models.IntegerChoices):
    """Numbered as `date.weekday()` numbers them."""

    MONDAY = 0, "lundi"
    TUESDAY = 1, "mardi"
    WEDNESDAY = 2, "mercredi"
    THURSDAY = 3, "jeudi"
    FRIDAY = 4, "vendredi"
    SATURDAY = 5, "samedi"
    SUNDAY = 6, "dimanche"


class OpeningHours(models.Model):
    site = ParentalKey(Site, on_delete=models.CASCADE, related_name="hours", verbose_name="site")
    weekday = models.PositiveSmallIntegerField("jour", choices=Weekday)
    opens_at = models.TimeField("de")
    closes_at = models.TimeField("à")

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens_at"), FieldPanel("closes_at")])
    ]

    class Meta:
        verbose_name = "plage d’ouverture"
        verbose_name_plural = "plages d’ouverture"
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                name="hours_close_after_they_open",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="La fermeture précède l’ouverture.",
            ),
            models.UniqueConstraint(
                fields=["site", "weekday", "opens_at"],
                name="hours_once_a_day_and_start",
                violation_error_message="Deux plages commencent le même jour à la même heure.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class SpaceKind(models.TextChoices):
    OFFICE = "office", "bureau"
    OPEN_DESK = "open_desk", "poste partagé"
    MEETING = "meeting", "salle de réunion"
    VIDEO = "video", "salle de visioconférence"
    MULTIMEDIA = "multimedia", "salle multimédia"
    TRAINING = "training", "salle de formation"


class Space(models.Model):
    """What can be booked: one row a desk, with the dates between which it exists."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="spaces", verbose_name="site")
    slug = models.SlugField("adresse", max_length=60, unique=True)
    label = models.CharField("nom", max_length=80)
    kind = models.CharField("nature", max_length=10, choices=SpaceKind, default=SpaceKind.OFFICE)
    seats = models.PositiveSmallIntegerField("places", default=1)
    equipment = models.CharField("équipement", max_length=240, blank=True)
    valid_from = models.DateField("depuis")
    valid_to = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = "espace"
        ordering = ["site__opened_on", "kind", "label"]
        constraints = [
            models.CheckConstraint(
                name="space_has_seats",
                condition=Q(seats__gte=1),
                violation_error_message="Un espace compte au moins une place.",
            ),
            models.CheckConstraint(
                name="space_validity_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="La fin de validité précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class TariffProduct(models.TextChoices):
    HALF_DAY = "half_day", "demi-journée"
    DAY = "day", "journée"
    WEEK = "week", "semaine"
    MONTH = "month", "mois, un à deux jours par semaine"


class Tariff(models.Model):
    product = models.CharField("formule", max_length=8, choices=TariffProduct)
    price_cents = models.PositiveIntegerField("prix, en centimes")
    audience = models.CharField("pour qui", max_length=120, blank=True)
    valid_from = models.DateField("depuis")
    valid_to = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = "tarif"
        ordering = ["price_cents"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "audience", "valid_from"],
                name="tariff_once_a_product_and_day",
                violation_error_message="Cette formule a déjà un tarif à partir de ce jour.",
            ),
            models.CheckConstraint(
                name="tariff_validity_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="La fin de validité précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_product_display()} : {self.price}"

    @property
    def price(self) -> str:
        """The price as it is written in French: « 10 € », « 12,50 € »."""
        euros, cents = divmod(self.price_cents, 100)
        return f"{euros},{cents:02} €" if cents else f"{euros} €"
