from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

ADDRESS = RegexValidator(r"^(/|#|https?://)", "L’adresse commence par /, par # ou par https://.")


class Step(Orderable):
    """One step of what the territory offers: a title, what happens, where to go from there."""

    title = models.CharField("étape", max_length=60)
    text = models.TextField("ce qui se passe", max_length=600)
    link_label = models.CharField("texte du lien", max_length=60, blank=True)
    link_url = models.CharField("adresse du lien", max_length=200, blank=True, validators=[ADDRESS])

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("link_label"), FieldPanel("link_url")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title
