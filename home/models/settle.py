from __future__ import annotations

from wagtail.admin.panels import FieldPanel

from editorial.fields import BlocksField
from editorial.models import BasePage
from home.blocks import JourneyBlock


class SettlePage(BasePage):
    """S’installer: the journey, from the first call to the end of the second year."""

    steps = BlocksField(
        [("step", JourneyBlock())], verbose_name="parcours", blank=True, collapsed=True
    )

    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("steps"),
        FieldPanel("body", help_text="Sous le parcours : questions, contacts."),
    ]
    max_count = 1
    help_sentence = (
        "Le chemin de qui s’installe, dans l’ordre. Par exemple : Venir "
        "quelques jours, deux jours à deux semaines."
    )

    class Meta:
        verbose_name = "page s’installer"
        verbose_name_plural = "pages s’installer"
