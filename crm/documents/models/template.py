from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .kinds import DocumentKind


class DocumentTemplate(models.Model):
    """What a kind of document says, in one version. Its row never changes: another text is another version."""

    kind = models.CharField("document", max_length=11, choices=DocumentKind)
    version = models.PositiveSmallIntegerField("version")
    title = models.CharField("titre", max_length=120)
    opening = models.TextField("avant le tableau", blank=True)
    closing = models.TextField("après le tableau", blank=True)
    why = models.CharField("ce qui change", max_length=240, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="écrite par",
    )
    written_at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "modèle de document"
        verbose_name_plural = "modèles de documents"
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"],
                name="template_version_once_a_kind",
                violation_error_message="Cette version du modèle existe déjà.",
            ),
            models.CheckConstraint(
                name="template_has_a_title",
                condition=~Q(title=""),
                violation_error_message="Un modèle a un titre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}"
