from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q


class Origin(models.TextChoices):
    """Where somebody comes from, seen from the territory: stored once, at the application."""

    TERRITORY = "territory", "du territoire"
    REGION = "region", "de la région"
    COUNTRY = "country", "d’une autre région"
    ABROAD = "abroad", "de l’étranger"
    UNKNOWN = "unknown", "inconnue"


LOCAL = [Origin.TERRITORY, Origin.REGION]
EXOGENOUS = [Origin.COUNTRY, Origin.ABROAD]


class CommuneQuerySet(models.QuerySet["Commune"]):
    def of_the_territory(self, day: date | None = None) -> Self:
        """The communes of the intercommunality, those of today unless a day is given."""
        return self.filter(territories__in=Territory.objects.of_kind(TerritoryKind.HOME, day))

    def to_choose_from(self, kept: int | None) -> Self:
        """Those that a form offers: the territory's, and the one that a row already has. Not all of France's."""
        ours = self.model.objects.of_the_territory().values("pk")
        return self.filter(Q(pk__in=ours) | Q(pk=kept))

    def with_seat(self) -> Self:
        """Tell of each commune whether it is the seat of the territory (`is_seat`)."""
        seat = Territory.objects.of_kind(TerritoryKind.HOME).filter(seat=OuterRef("pk"))
        return self.annotate(is_seat=Exists(seat))

    def with_postcode(self, postcode: str) -> Self:
        return self.filter(postcodes__code=postcode).distinct()


class Commune(models.Model):
    """A French commune, past or present. The INSEE code decides; a postcode is only a way to find it."""

    insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=80)
    department = models.CharField("département", max_length=3, db_index=True)
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="commune qui lui a succédé",
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ["name", "insee"]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="postcodes")
    code = models.CharField("code postal", max_length=5, db_index=True)

    class Meta:
        verbose_name = "code postal"
        verbose_name_plural = "codes postaux"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "code"], name="postcode_once_a_commune")
        ]

    def __str__(self) -> str:
        return self.code


class TerritoryKind(models.TextChoices):
    HOME = "home", "intercommunalité"
    REGION = "region", "région"


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def of_kind(self, kind: TerritoryKind, day: date | None = None) -> Self:
        """Territories of a kind, those valid on a day when one is given."""
        found = self.filter(kind=kind)
        if day is None:
            return found.filter(current=True)
        return found.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Territory(models.Model):
    """The intercommunality or its region, as this software counts them. Data, never code."""

    code = models.SlugField("code", max_length=40, unique=True)
    label = models.CharField("nom", max_length=120)
    kind = models.CharField("nature", max_length=8, choices=TerritoryKind)
    current = models.BooleanField(
        "territoire de référence",
        default=False,
        help_text="Celui sur lequel on décide aujourd’hui de l’origine d’une personne.",
    )
    valid_from = models.DateField("depuis", null=True, blank=True)
    valid_to = models.DateField("jusqu’à (exclu)", null=True, blank=True)
    communes = models.ManyToManyField(
        Commune, blank=True, related_name="territories", verbose_name="communes"
    )
    seat = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="siège",
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = "territoire"
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(current=True),
                name="one_current_territory_a_kind",
                violation_error_message="Un autre territoire de cette nature est déjà la référence.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class RegionDepartment(models.Model):
    """A department of a region. The region stays as it was frozen, whatever becomes of it."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="departments")
    code = models.CharField("département", max_length=3)

    class Meta:
        verbose_name = "département de la région"
        verbose_name_plural = "départements de la région"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "code"], name="department_once_a_territory"
            )
        ]

    def __str__(self) -> str:
        return self.code
