from __future__ import annotations

from django.db import models
from django.utils import timezone


class ScheduledJob(models.Model):
    """When a job is next due, and who holds it. Read and written by `editorial.scheduling` alone."""

    name = models.CharField("nom", max_length=60, unique=True)
    next_at = models.DateTimeField("prochain passage", default=timezone.now)
    held_until = models.DateTimeField("tenue jusqu’à", null=True, blank=True)
    ran_at = models.DateTimeField("dernier passage", null=True, blank=True)

    # How many things the last pass did, when the job counts them.
    last_count = models.PositiveIntegerField("nombre au dernier passage", null=True, blank=True)
    failed = models.BooleanField("dernier passage en échec", default=False)

    class Meta:
        verbose_name = "tâche planifiée"
        verbose_name_plural = "tâches planifiées"

    def __str__(self) -> str:
        return self.name
