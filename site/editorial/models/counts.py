from __future__ import annotations

from django.db import models
from wagtail.models import Page


class DailyCount(models.Model):
    """How many times a page was read on a day. Nothing of who read it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="daily_counts", verbose_name="page")
    day = models.DateField("jour", db_index=True)
    views = models.PositiveIntegerField("lectures", default=0)

    class Meta:
        verbose_name = "lectures d’une page en un jour"
        verbose_name_plural = "lectures par page et par jour"
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="one_count_a_page_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.views} lectures le {self.day:%d/%m/%Y}"
