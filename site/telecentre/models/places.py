from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, prefetch_related_objects
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from territory.models import Commune


class SiteQuerySet(models.QuerySet["Site"]):
    def open_on(self, day: date) -> Self:
        """Sites in service on a day: from opened_on included to closed_on excluded."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_on__lte=day)

    def with_calendar(self, day: date) -> list[Site]:
        """Sites with their hours and the closures to come: no query for these while there are none."""
        ahead = Closure.objects.filter(site=OuterRef("pk"), ends_on__gte=day)
        sites = list(self.annotate(closes_soon=Exists(ahead)).prefetch_related("hours"))
        prefetch_related_objects([site for site in sites if site.closes_soon], "closures")
        return sites


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
        InlinePanel("closures", label="fermeture", heading="Fermetures exceptionnelles"),
    ]

    # False for a site read with_calendar() that has no closure to come.
    closes_soon = True

    objects = SiteQuerySet.as_manager()

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


class Closure(models.Model):
    """Days on which a site stays shut whatever its hours say. Public holidays need no row."""

    site = ParentalKey(Site, on_delete=models.CASCADE, related_name="closures", verbose_name="site")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", help_text="Dernier jour de fermeture, compris.")
    reason = models.CharField(
        "motif", max_length=120, blank=True, help_text="Par exemple : inventaire."
    )

    panels = [
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("reason"),
    ]

    class Meta:
        verbose_name = "fermeture exceptionnelle"
        verbose_name_plural = "fermetures exceptionnelles"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin de la fermeture précède son début.",
            )
        ]

    def __str__(self) -> str:
        return f"du {self.starts_on:%d/%m/%Y} au {self.ends_on:%d/%m/%Y}"
