"""Who receives the public at the services house, about what, and when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from editorial.dates import hour

from .places import Weekday
from .spaces import ValidityQuerySet


class Pole(models.Model):
    """A subject under which services are grouped: employment, law, farming…"""

    slug = models.SlugField("adresse", max_length=60, unique=True)
    name = models.CharField("nom", max_length=80)
    text = models.CharField(
        "ce que l’on y trouve", max_length=300, help_text="Une phrase, sans sigle."
    )
    by_video = models.BooleanField("aussi par visio-accueil", default=False)
    order = models.PositiveSmallIntegerField("rang", default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("by_video"), FieldPanel("order")]),
    ]

    class Meta:
        verbose_name = "pôle de services"
        verbose_name_plural = "pôles de services"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Organisation(ClusterableModel):
    """Who comes: a public body, an association, a chamber."""

    name = models.CharField("nom", max_length=120, unique=True)
    text = models.CharField(
        "pour quoi la voir",
        max_length=200,
        blank=True,
        help_text="Une phrase, sans sigle. Par exemple : retraite et accidents du travail.",
    )
    url = models.URLField("site", max_length=300, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("text"),
        FieldPanel("url"),
        InlinePanel("absences", label="absence", heading="Absences de l’organisme"),
    ]

    class Meta:
        verbose_name = "organisme"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Weeks(models.TextChoices):
    """Which weeks of a month, counted by the weekday: the third Tuesday is the third one of the month."""

    EVERY = "every", "chaque semaine"
    FIRST = "1", "le 1er du mois"
    SECOND = "2", "le 2e du mois"
    THIRD = "3", "le 3e du mois"
    FOURTH = "4", "le 4e du mois"
    FIRST_AND_THIRD = "13", "les 1er et 3e du mois"
    SECOND_AND_FOURTH = "24", "les 2e et 4e du mois"


class Mode(models.TextChoices):
    ON_SITE = "on_site", "sur place"
    VIDEO = "video", "par visio-accueil"
    BOTH = "both", "sur place ou par visio-accueil"


class Permanence(ClusterableModel):
    """The hours at which an organisation receives, or that it receives when asked to."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="permanences", verbose_name="organisme"
    )
    pole = models.ForeignKey(
        Pole, models.PROTECT, related_name="permanences", verbose_name="pôle de services"
    )
    weekday = models.PositiveSmallIntegerField(
        "jour",
        choices=Weekday,
        null=True,
        blank=True,
        help_text="Vide, comme les heures : sur rendez-vous seulement.",
    )
    weeks = models.CharField("semaines", max_length=5, choices=Weeks, default=Weeks.EVERY)
    opens_at = models.TimeField("de", null=True, blank=True)
    closes_at = models.TimeField("à", null=True, blank=True)
    mode = models.CharField("comment", max_length=7, choices=Mode, default=Mode.ON_SITE)
    by_appointment = models.BooleanField("sur rendez-vous", default=False)
    note = models.CharField(
        "précision",
        max_length=160,
        blank=True,
        help_text="Par exemple : pas pendant les vacances scolaires.",
    )
    valid_from = models.DateField("depuis")
    valid_to = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("pole")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("weekday"), FieldPanel("weeks")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading="Jour et heures",
        ),
        FieldRowPanel([FieldPanel("mode"), FieldPanel("by_appointment")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        InlinePanel("absences", label="absence", heading="Jours sans permanence"),
        InlinePanel("extra_dates", label="date", heading="Dates exceptionnelles"),
    ]

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = "permanence"
        ordering = ["organisation__name", "weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                name="permanence_closes_after_it_opens",
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                violation_error_message="La fin de la permanence précède son début.",
            ),
            models.CheckConstraint(
                name="permanence_with_its_day_and_hours",
                condition=Q(weekday__isnull=False, opens_at__isnull=False, closes_at__isnull=False)
                | Q(
                    weekday__isnull=True,
                    opens_at__isnull=True,
                    closes_at__isnull=True,
                    by_appointment=True,
                ),
                violation_error_message="Donnez un jour et deux heures, ou « sur rendez-vous » sans aucun des trois.",
            ),
            models.CheckConstraint(
                name="permanence_validity_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="La fin de validité précède son début.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "pole", "weekday", "weeks", "opens_at", "valid_from"],
                name="permanence_once_a_moment",
                violation_error_message="Cet organisme a déjà une permanence à ce moment.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "pole", "valid_from"],
                condition=Q(weekday__isnull=True),
                name="permanence_on_request_once",
                violation_error_message="Cet organisme reçoit déjà sur rendez-vous à partir de ce jour.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.when}"

    def is_held_on(self, day: date) -> bool:
        """Whether its weekday and its weeks fall on a day; its absences are told apart."""
        if self.weekday != day.weekday():
            return False
        rank = (day.day - 1) // 7 + 1
        return self.weeks == Weeks.EVERY or str(rank) in self.weeks

    @property
    def when(self) -> str:
        """« le mardi », « les 1er et 3e mardis du mois », « sur rendez-vous »."""
        if self.weekday is None:
            return "sur rendez-vous"
        name = str(Weekday(self.weekday).label)
        if self.weeks == Weeks.EVERY:
            return f"le {name}"
        return str(Weeks(self.weeks).label).replace(
            " du mois", f" {name}{'s' if len(self.weeks) > 1 else ''} du mois"
        )

    @property
    def hours(self) -> str:
        """« 9 h – 12 h », "" when they are agreed upon by telephone."""
        if self.opens_at is None or self.closes_at is None:
            return ""
        return f"{hour(self.opens_at)} – {hour(self.closes_at)}"
