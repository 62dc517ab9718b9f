from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from editorial.models import BasePage

from .steps import Step


class SettlePage(BasePage):
    """S’installer: the journey, from the first call to the end of the second year."""

    content_panels = [
        *BasePage.content_panels[:2],
        InlinePanel("steps", label="étape", heading="Le parcours"),
        FieldPanel("body", help_text="Sous le parcours : questions, contacts."),
    ]
    max_count = 1

    class Meta:
        verbose_name = "page s’installer"
        verbose_name_plural = "pages s’installer"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"steps": list(self.steps.all())}


class SettleStep(Step):
    page = ParentalKey(
        SettlePage, on_delete=models.CASCADE, related_name="steps", verbose_name="page"
    )
    when = models.CharField(
        "quand", max_length=60, blank=True, help_text="Par exemple : deux jours à deux semaines."
    )
    gains = models.TextField(
        "ce que vous y gagnez", blank=True, help_text="Un point par ligne, trois au plus."
    )

    panels = [Step.panels[0], FieldPanel("when"), *Step.panels[1:], FieldPanel("gains")]

    class Meta(Step.Meta):
        verbose_name = "étape du parcours"
        verbose_name_plural = "étapes du parcours"

    @property
    def gained(self) -> list[str]:
        return [line.strip() for line in self.gains.splitlines() if line.strip()]
