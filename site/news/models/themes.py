from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel


class Theme(models.Model):
    """What a news item is about. The list is the intercommunality's own."""

    slug = models.SlugField("adresse", max_length=40, unique=True)
    name = models.CharField("nom", max_length=60, help_text="Par exemple : Formation.")
    order = models.PositiveSmallIntegerField("rang dans la liste", default=100)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        verbose_name = "thème d’actualité"
        verbose_name_plural = "thèmes d’actualité"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
