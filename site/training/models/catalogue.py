from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel


class Course(ClusterableModel):
    """A course as it is taught: its modules and hours. Its page tells the public."""

    code = models.SlugField("code", max_length=40, unique=True)
    version = models.CharField("version", max_length=20, default="1")
    title = models.CharField("intitulé", max_length=160)
    summary = models.CharField(
        "en une phrase",
        max_length=240,
        blank=True,
        help_text="Ce que la personne saura faire.",
    )
    completion_threshold = models.PositiveSmallIntegerField(
        "part des heures à suivre (%)",
        default=80,
        help_text="Part des heures au-delà de laquelle la formation est tenue pour suivie.",
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("version")]),
        FieldPanel("summary"),
        FieldPanel("completion_threshold"),
        InlinePanel("modules", label="module", heading="Modules"),
    ]

    class Meta:
        verbose_name = "formation"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="course_threshold_is_a_share",
                condition=models.Q(completion_threshold__lte=100),
                violation_error_message="La part des heures va de 0 à 100.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ModuleKind(models.TextChoices):
    DISTANCE = "distance", "à distance"
    ON_SITE = "on_site", "sur place"


class Module(models.Model):
    course = ParentalKey(
        Course,
        on_delete=models.CASCADE,
        related_name="modules",
        verbose_name="formation",
    )
    number = models.PositiveSmallIntegerField("numéro")
    title = models.CharField("intitulé", max_length=160)
    kind = models.CharField(
        "modalité", max_length=8, choices=ModuleKind, default=ModuleKind.DISTANCE
    )
    hours = models.PositiveSmallIntegerField("heures", default=7)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("kind"), FieldPanel("hours")]),
        FieldPanel("title"),
    ]

    class Meta:
        verbose_name = "module"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"],
                name="module_number_once_a_course",
                violation_error_message="Ce numéro de module est déjà pris.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
