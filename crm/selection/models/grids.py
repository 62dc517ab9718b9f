from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from training.models import Course


class GridState(models.TextChoices):
    DRAFT = "draft", "en préparation"
    ACTIVE = "active", "en service"
    RETIRED = "retired", "remplacée"


GRID_PATHS: dict[GridState, set[GridState]] = {
    GridState.DRAFT: {GridState.ACTIVE},
    GridState.ACTIVE: {GridState.RETIRED},
    GridState.RETIRED: set(),
}


class Grid(models.Model):
    """What the applications to a course are read with. Once in service it is never changed: a
    change is another version, and what was read keeps the one it was read with.

    gap_allowed   points on a hundred between two readings, beyond which they are settled
    reading_days  days that a reader is given
    """

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="grids", verbose_name="formation"
    )
    version = models.PositiveSmallIntegerField("version")
    state = models.CharField("état", max_length=7, choices=GridState, default=GridState.DRAFT)
    gap_allowed = models.PositiveSmallIntegerField("écart admis entre deux lectures", default=20)
    reading_days = models.PositiveSmallIntegerField("jours pour rendre une lecture", default=10)
    created_at = models.DateTimeField("préparée le")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="préparée par",
    )
    activated_at = models.DateTimeField("en service depuis", null=True, blank=True)

    class Meta:
        verbose_name = "grille de sélection"
        verbose_name_plural = "grilles de sélection"
        ordering = ["course__title", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "version"],
                name="grid_version_once_a_course",
                violation_error_message="Cette version de la grille existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="active"),
                name="one_active_grid_a_course",
                violation_error_message="Une seule grille est en service par formation.",
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="draft"),
                name="one_draft_grid_a_course",
                violation_error_message="Une version est déjà en préparation.",
            ),
            models.CheckConstraint(
                name="grid_in_service_has_a_date",
                condition=Q(state="draft", activated_at__isnull=True)
                | (~Q(state="draft") & Q(activated_at__isnull=False)),
                violation_error_message="Une grille en service porte la date où elle y est entrée.",
            ),
            models.CheckConstraint(
                name="grid_settings_make_sense",
                condition=Q(
                    gap_allowed__gte=1,
                    gap_allowed__lte=100,
                    reading_days__gte=1,
                    reading_days__lte=90,
                ),
                violation_error_message="L’écart va de 1 à 100 points, le délai de 1 à 90 jours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title}, version {self.version}"


class Criterion(models.Model):
    """One thing that is read in an application, with its part of the hundred points."""

    grid = models.ForeignKey(Grid, models.CASCADE, related_name="criteria", verbose_name="grille")
    rank = models.PositiveSmallIntegerField("rang")
    label = models.CharField("critère", max_length=80)
    guide = models.CharField("ce qui se lit", max_length=400, blank=True)
    weight = models.PositiveSmallIntegerField("poids (%)")

    class Meta:
        verbose_name = "critère"
        verbose_name_plural = "critères"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "rank"],
                name="criterion_rank_once_a_grid",
                violation_error_message="Deux critères ont le même rang.",
            ),
            models.CheckConstraint(
                name="criterion_weighs_something",
                condition=Q(weight__gte=1, weight__lte=100),
                violation_error_message="Un critère pèse de 1 à 100 %.",
            ),
            models.CheckConstraint(
                name="criterion_has_a_name",
                condition=~Q(label=""),
                violation_error_message="Nommez le critère.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
