from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.models import Page


class ReadAdvice(models.Model):
    """A piece of advice that somebody has read on a page: it no longer holds that person up there."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name="page")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="lu par"
    )
    digest = models.CharField("empreinte", max_length=64)
    read_at = models.DateTimeField("lu le", auto_now_add=True)

    class Meta:
        verbose_name = "conseil lu"
        verbose_name_plural = "conseils lus"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reader", "digest"], name="advice_read_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"conseil lu sur {self.page_id}"
