from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from .places import Site


class ValidityQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def valid_on(self, day: date) -> Self:
        """Rows that hold on a day: from valid_from included to valid_to excluded."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class SpaceKind(models.TextChoices):
    OFFICE = "office", "bureau"
    OPEN_DESK = "open_desk", "poste partagé"
    MEETING = "meeting", "salle de réunion"
    VIDEO = "video", "salle de visioconférence"
    MULTIMEDIA = "multimedia", "salle multimédia"
    TRAINING = "training", "salle de formation"


PLURALS = {
    SpaceKind.OFFICE: "bureaux",
    SpaceKind.OPEN_DESK: "postes partagés",
    SpaceKind.MEETING: "salles de réunion",
    SpaceKind.VIDEO: "salles de visioconférence",
    SpaceKind.MULTIMEDIA: "salles multimédias",
    SpaceKind.TRAINING: "salles de formation",
}


class Space(models.Model):
    """What can be booked: one row a desk, with the dates between which it exists."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="spaces", verbose_name="site")
    slug = models.SlugField("adresse", max_length=60, unique=True)
    label = models.CharField("nom", max_length=80)
    kind = models.CharField("nature", max_length=10, choices=SpaceKind, default=SpaceKind.OFFICE)
    seats = models.PositiveSmallIntegerField("places", default=1)
    equipment = models.CharField(
        "équipement", max_length=240, blank=True, help_text="Séparé par des virgules."
    )
    text = models.TextField(
        "en quelques mots",
        max_length=600,
        blank=True,
        help_text="Ce que l’on n’apprend ni du plan ni de l’équipement : la lumière, le bruit, la vue.",
    )
    picture = models.ForeignKey(
        "editorial.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image",
    )
    valid_from = models.DateField("depuis")
    valid_to = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("site"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("slug")]),
        FieldPanel("seats"),
        FieldPanel("equipment"),
        FieldPanel("text"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

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

    @property
    def tools(self) -> list[str]:
        """The equipment, one thing at a time, each with its capital."""
        things = (thing.strip() for thing in self.equipment.split(","))
        return [thing[:1].upper() + thing[1:] for thing in things if thing]

    @property
    def is_rented(self) -> bool:
        """Whether the tariffs of the telecentre are its own: rooms come with an office."""
        return self.kind in (SpaceKind.OFFICE, SpaceKind.OPEN_DESK)


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

    panels = [
        FieldRowPanel([FieldPanel("product"), FieldPanel("price_cents")]),
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]

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

    def clean(self) -> None:
        """Two prices of one product, for the same people, never hold on the same day."""
        super().clean()
        # A date that could not be read is refused beside its own field.
        if not self.__dict__.get("valid_from"):
            return
        twins = Tariff.objects.filter(product=self.product, audience=self.audience)
        twins = twins.exclude(pk=self.pk).exclude(valid_to__lte=self.valid_from)
        if self.valid_to is not None:
            twins = twins.filter(valid_from__lt=self.valid_to)
        if twin := twins.order_by("valid_from").first():
            until = f", jusqu’au {twin.valid_to:%d/%m/%Y} exclu" if twin.valid_to else ""
            raise ValidationError(
                f"Cette formule a déjà un tarif de {twin.price} depuis le {twin.valid_from:%d/%m/%Y}{until}\u00a0: "
                "donnez-lui d’abord une fin, ou changez ces dates."
            )

    @property
    def label(self) -> str:
        return str(self.get_product_display()).capitalize()

    @property
    def note(self) -> str:
        return self.audience

    @property
    def price(self) -> str:
        """The price as it is written in French: « 10 € », « 12,50 € »."""
        euros, cents = divmod(self.price_cents, 100)
        return f"{euros},{cents:02} €" if cents else f"{euros} €"
