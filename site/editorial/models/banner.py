from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .accessibility import ADDRESS


class BannerLevel(models.TextChoices):
    INFO = "info", "information"
    WARNING = "warning", "attention"
    DANGER = "danger", "urgence"


@register_setting(icon="warning", order=5)
class AlertBanner(BaseSiteSetting):
    """One sentence above every page, between two hours: it comes and goes without anybody publishing it."""

    text = models.CharField(
        "message",
        max_length=240,
        blank=True,
        help_text="Une phrase. Par exemple : La Maison des services est fermée vendredi, pour travaux. Vide : rien.",
    )
    level = models.CharField("gravité", max_length=7, choices=BannerLevel, default=BannerLevel.INFO)
    link_label = models.CharField("texte du lien", max_length=60, blank=True)
    link_url = models.CharField("adresse du lien", max_length=300, blank=True, validators=[ADDRESS])
    starts_at = models.DateTimeField("affiché à partir du", null=True, blank=True)
    ends_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    panels = [
        FieldPanel("text"),
        FieldPanel("level"),
        FieldRowPanel([FieldPanel("link_label"), FieldPanel("link_url")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading="Quand"),
    ]

    class Meta:
        verbose_name = "bandeau d’alerte"
        verbose_name_plural = "bandeaux d’alerte"
        constraints = [
            models.CheckConstraint(
                name="banner_ends_after_it_starts",
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Le bandeau doit finir après avoir commencé.",
            ),
            models.CheckConstraint(
                name="banner_has_its_dates",
                condition=Q(text="") | Q(starts_at__isnull=False, ends_at__isnull=False),
                violation_error_message="Un message a un début et une fin.",
            ),
        ]

    def __str__(self) -> str:
        return "bandeau d’alerte"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.text and not self.starts_at:
            errors["starts_at"] = "Dites à partir de quand le message s’affiche."
        if self.text and not self.ends_at:
            errors["ends_at"] = "Dites quand il disparaît : il le fera tout seul."
        if self.link_url and not self.link_label:
            errors["link_label"] = "Dites où mène le lien."
        if self.link_label and not self.link_url:
            errors["link_url"] = "Il manque l’adresse du lien."
        if errors:
            raise ValidationError(errors)

    def shows(self, at: datetime) -> bool:
        """Whether visitors see it: from its beginning included to its end excluded."""
        starts, ends = self.starts_at, self.ends_at
        return bool(self.text and starts and ends and starts <= at < ends)
