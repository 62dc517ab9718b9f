from __future__ import annotations

from django.conf import settings
from django.db import models


class ProcessingReview(models.Model):
    """The officer read an activity of the register over, and perhaps amended it. Only added to.

    texts  section → its whole text, for each section that no longer is as it was shipped
    """

    activity = models.SlugField("activité", max_length=40)
    version = models.PositiveSmallIntegerField("version")
    texts = models.JSONField("textes modifiés", default=dict, blank=True)
    remark = models.CharField("ce qui a changé", max_length=200)
    at = models.DateTimeField("relue le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "relecture du registre des traitements"
        verbose_name_plural = "relectures du registre des traitements"
        ordering = ["activity", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "version"],
                name="processing_review_version_once",
                violation_error_message="Cette activité vient d’être relue par quelqu’un d’autre.",
            ),
            models.CheckConstraint(
                name="processing_review_says_what_changed",
                condition=~models.Q(remark=""),
                violation_error_message="Une relecture dit ce qui a changé, ou que rien n’a changé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, version {self.version}"
