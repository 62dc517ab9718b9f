from __future__ import annotations

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from .stages import Stage, Track

LONGEST_DAYS = 1500


class Route(ClusterableModel):
    """The stages that a track goes through. Without a row, a track goes through all of them."""

    track = models.CharField("parcours", max_length=2, choices=Track, primary_key=True)

    panels = [InlinePanel("stages", label="étape", heading="Étapes, dans l’ordre", min_num=1)]

    class Meta:
        verbose_name = "parcours type"
        verbose_name_plural = "parcours types"
        ordering = ["track"]

    def __str__(self) -> str:
        label = self.get_track_display()
        return label[:1].upper() + label[1:]


class TrackStage(models.Model):
    """One stage of a track: its place, and how long a journey is expected to stay there."""

    route = ParentalKey(
        Route, on_delete=models.CASCADE, related_name="stages", verbose_name="parcours"
    )
    stage = models.CharField(
        "étape", max_length=9, choices=[choice for choice in Stage.choices if choice[0] != "closed"]
    )
    # The inline formset renumbers all of them at once: two rows may share a place meanwhile.
    position = models.PositiveSmallIntegerField("rang", default=0, editable=False)
    expected_days = models.PositiveSmallIntegerField(
        "durée attendue (jours)",
        null=True,
        blank=True,
        help_text="Au-delà, le parcours est signalé. Les pauses ne comptent pas. Vide : aucune attente.",
    )
    help = models.CharField(
        "ce qui se fait à cette étape",
        max_length=240,
        blank=True,
        help_text="Une phrase, lue par l’équipe dans le dossier.",
    )

    sort_order_field = "position"
    panels = [
        FieldRowPanel([FieldPanel("stage"), FieldPanel("expected_days")]),
        FieldPanel("help"),
    ]

    class Meta:
        verbose_name = "étape d’un parcours"
        verbose_name_plural = "étapes d’un parcours"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "stage"],
                name="stage_once_a_track",
                violation_error_message="Cette étape est déjà sur ce parcours.",
            ),
            models.CheckConstraint(
                name="track_stage_is_a_stage",
                condition=Q(stage__in=[stage for stage in Stage if stage != Stage.CLOSED]),
                violation_error_message="« Clos » n’est pas une étape : un parcours se clôt à tout moment.",
            ),
            models.CheckConstraint(
                name="track_stage_expects_some_days",
                condition=Q(expected_days__isnull=True)
                | Q(expected_days__isnull=False, expected_days__range=(1, LONGEST_DAYS)),
                violation_error_message=f"La durée attendue va de 1 à {LONGEST_DAYS} jours.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_stage_display()
