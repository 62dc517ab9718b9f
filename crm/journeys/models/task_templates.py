from __future__ import annotations

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from .stages import Stage, Track

LONGEST_WAIT = 1500


class Trigger(models.TextChoices):
    OPENED = "opened", "un parcours s’ouvre"
    ENTERED = "entered", "un parcours entre dans une étape"
    PLAN = "plan", "un accompagnement s’ouvre"


class Assignee(models.TextChoices):
    OWNER = "owner", "au référent du parcours"
    REFERENT = "referent", "au référent de l’accompagnement"
    NOBODY = "nobody", "à personne en particulier"


class TaskTemplate(ClusterableModel):
    """Tasks that are written by themselves, once, when something happens."""

    label = models.CharField("intitulé", max_length=120, unique=True)
    trigger = models.CharField("quand", max_length=7, choices=Trigger)
    track = models.CharField(
        "parcours", max_length=2, choices=Track, blank=True, help_text="Vide : tous les parcours."
    )
    stage = models.CharField(
        "étape",
        max_length=9,
        choices=[choice for choice in Stage.choices if choice[0] not in {"contact", "closed"}],
        blank=True,
        help_text="Seulement pour « un parcours entre dans une étape ».",
    )
    active = models.BooleanField("en service", default=True)

    panels = [
        FieldPanel("label"),
        MultiFieldPanel(
            [
                FieldPanel("trigger"),
                FieldRowPanel([FieldPanel("track"), FieldPanel("stage")]),
                FieldPanel("active"),
            ],
            heading="Ce qui les déclenche",
        ),
        InlinePanel("steps", label="tâche", heading="Les tâches", min_num=1),
    ]

    class Meta:
        verbose_name = "modèle de tâches"
        verbose_name_plural = "modèles de tâches"
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                name="template_names_a_stage_when_it_needs_one",
                condition=(Q(trigger="entered") & ~Q(stage=""))
                | (~Q(trigger="entered") & Q(stage="")),
                violation_error_message=(
                    "Choisissez l’étape pour « un parcours entre dans une étape », et seulement alors."
                ),
            ),
            models.CheckConstraint(
                name="template_of_a_plan_has_no_track",
                condition=~Q(trigger="plan") | Q(track=""),
                violation_error_message="Un accompagnement ne dépend pas du parcours : laissez-le vide.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class TemplateStep(models.Model):
    """One task of a template, some days after."""

    template = ParentalKey(
        TaskTemplate, on_delete=models.CASCADE, related_name="steps", verbose_name="modèle"
    )
    position = models.PositiveSmallIntegerField("rang", default=0, editable=False)
    label = models.CharField("à faire", max_length=160)
    days_after = models.PositiveSmallIntegerField(
        "jours après",
        default=0,
        help_text="Un week-end ou un jour férié reporte la tâche au jour ouvré suivant.",
    )
    assignee = models.CharField("confiée", max_length=8, choices=Assignee, default=Assignee.OWNER)

    sort_order_field = "position"
    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("days_after"), FieldPanel("assignee")]),
    ]

    class Meta:
        verbose_name = "tâche d’un modèle"
        verbose_name_plural = "tâches d’un modèle"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="template_step_waits_a_few_years_at_most",
                condition=Q(days_after__lte=LONGEST_WAIT),
                violation_error_message=f"Une tâche vient {LONGEST_WAIT} jours après, au plus tard.",
            )
        ]

    def __str__(self) -> str:
        return self.label
