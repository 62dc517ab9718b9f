from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable


class Attachment(Orderable):
    """A file to take away with a page; it says its own name, or that of its document."""

    document = models.ForeignKey(
        get_document_model_string(), models.CASCADE, related_name="+", verbose_name="fichier"
    )
    title = models.CharField(
        "intitulé", max_length=120, blank=True, help_text="Vide : le titre du fichier."
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or self.document.title
