from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page


class Embargo(models.Model):
    """The hour before which a published page shows to nobody. Read through `editorial.models.visibility`."""

    page = ParentalKey(
        Page, on_delete=models.CASCADE, related_name="embargoes", verbose_name="page"
    )
    until = models.DateTimeField(
        "jusqu’au",
        db_index=True,
        help_text="Publiée dès maintenant, la page ne paraît qu’à cette heure : ni dans les listes, ni à son adresse.",
    )

    panels = [FieldPanel("until")]

    class Meta:
        verbose_name = "embargo"
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                name="embargo_once_a_page",
                violation_error_message="Une page n’a qu’un embargo.",
            )
        ]

    def __str__(self) -> str:
        return f"embargo jusqu’au {self.until:%d/%m/%Y %H:%M}"


def embargo_panel() -> InlinePanel:
    """The panel of pages whose class says `can_be_embargoed`."""
    return InlinePanel("embargoes", label="embargo", heading="Embargo", max_num=1)
