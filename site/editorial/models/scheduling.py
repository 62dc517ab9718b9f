from __future__ import annotations

from django.db import models
from django.utils import timezone


class ScheduledJob(models.Model):
    """When a job is next due, and who holds it. Read and written by `editorial.scheduling` alone."""

    name = models.CharField("nom", max_length=60, unique=True)
    next_at = models.DateTimeField("prochain passage", default=timezone.now)
    held_until = models.DateTimeField("tenue jusqu’à", null=True, blank=True)
    # Who holds it: drawn at each taking, so that whoever lost it does not let go of another's.
    holder = models.CharField("tenue par", max_length=32, blank=True, editable=False)
    ran_at = models.DateTimeField("dernier passage", null=True, blank=True)

    # How many things the last pass did, when the job counts them.
    last_count = models.PositiveIntegerField("nombre au dernier passage", null=True, blank=True)
    last_seconds = models.FloatField("durée du dernier passage, en secondes", null=True, blank=True)
    failed = models.BooleanField("dernier passage en échec", default=False)

    class Meta:
        verbose_name = "tâche planifiée"
        verbose_name_plural = "tâches planifiées"

    def __str__(self) -> str:
        return self.name


class ScheduledRun(models.Model):
    """A pass that did something or failed: the last ones of each job, what did nothing of a frequent one left out."""

    job = models.ForeignKey(ScheduledJob, models.CASCADE, related_name="runs", verbose_name="tâche")
    ran_at = models.DateTimeField("passage")
    seconds = models.FloatField("durée, en secondes")
    count = models.PositiveIntegerField("nombre", null=True, blank=True)
    failed = models.BooleanField("en échec", default=False)
    # The class of the error and where it arose: what it says may quote somebody.
    error = models.CharField("erreur", max_length=200, blank=True)

    class Meta:
        verbose_name = "passage d’une tâche"
        verbose_name_plural = "passages des tâches"
        ordering = ["-ran_at", "-pk"]
        indexes = [models.Index(fields=["job", "-ran_at"], name="run_of_a_job")]
        constraints = [
            models.CheckConstraint(
                name="run_that_failed_says_how",
                condition=models.Q(failed=True) & ~models.Q(error="")
                | models.Q(failed=False, error=""),
                violation_error_message="Un passage en échec dit son erreur, et lui seul.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.ran_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """When a process that runs beside the site last showed that it runs. Written by `editorial.watch.heartbeats`."""

    name = models.CharField("nom", max_length=40, unique=True)
    beaten_at = models.DateTimeField("dernier signe")

    class Meta:
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"

    def __str__(self) -> str:
        return self.name
