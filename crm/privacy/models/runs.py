from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.papers.models import private_storage


class RunState(models.TextChoices):
    PREPARED = "prepared", "à relire et à signer"
    SIGNED = "signed", "en cours d’exécution"
    DONE = "done", "exécuté"
    ABANDONED = "abandoned", "abandonné"


PATHS: dict[RunState, set[RunState]] = {
    RunState.PREPARED: {RunState.SIGNED, RunState.ABANDONED},
    RunState.SIGNED: {RunState.DONE},
    RunState.DONE: set(),
    RunState.ABANDONED: set(),
}


class LineState(models.TextChoices):
    TO_DO = "to_do", "à anonymiser"
    HELD = "held", "retenu"
    EARLY = "early", "avis en cours"
    EXEMPTED = "exempted", "écarté"
    DONE = "done", "anonymisé"
    SPARED = "spared", "gardé"
    FAILED = "failed", "en échec"


def stored_as(run: Run, filename: str) -> str:
    return f"conservation/passage-{run.pk}.pdf"


class Run(models.Model):
    """One round of oblivion: prepared by the machine, read and signed by the officer, then carried out.

    Once over, the database refuses to change it (see the migrations).
    """

    state = models.CharField("état", max_length=9, choices=RunState, default=RunState.PREPARED)
    prepared_at = models.DateTimeField("préparé le")
    # Null when the scheduler did.
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="préparé par",
    )
    # Files that were due and did not fit: the next run takes them.
    left_over = models.PositiveIntegerField("au-delà du plafond", default=0)
    signed_at = models.DateTimeField("signé le", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signé par",
    )
    # Which process carries it out, and until when nobody else takes it over.
    holder = models.CharField("tenu par", max_length=32, blank=True, editable=False)
    held_until = models.DateTimeField("tenu jusqu’à", null=True, blank=True, editable=False)
    over_at = models.DateTimeField("terminé le", null=True, blank=True)
    # Numbers alone, never who.
    report = models.JSONField("rapport", default=dict, blank=True)
    paper = models.FileField(
        "rapport en PDF", upload_to=stored_as, storage=private_storage, max_length=120, blank=True
    )

    class Meta:
        verbose_name = "passage de conservation"
        verbose_name_plural = "passages de conservation"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="prepared"),
                name="one_run_prepared_at_once",
                violation_error_message="Un passage attend déjà d’être relu.",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="signed"),
                name="one_run_under_way_at_once",
                violation_error_message="Un passage est déjà en cours.",
            ),
            models.CheckConstraint(
                name="run_signed_says_by_whom",
                condition=Q(
                    state__in=["signed", "done"],
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                )
                | Q(
                    state__in=["prepared", "abandoned"],
                    signed_at__isnull=True,
                    signed_by__isnull=True,
                ),
                violation_error_message="Un passage s’exécute une fois signé.",
            ),
            models.CheckConstraint(
                name="run_over_has_a_date",
                condition=Q(state__in=["done", "abandoned"], over_at__isnull=False)
                | Q(state__in=["prepared", "signed"], over_at__isnull=True),
                violation_error_message="Un passage terminé a une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Passage n° {self.pk}"


class RunLine(models.Model):
    """One file of a run. What held it or was too early goes once the run is over: its count stays."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="lines", verbose_name="passage")
    person = models.ForeignKey(
        "crm_people.Person", models.CASCADE, related_name="+", verbose_name="personne"
    )
    state = models.CharField("état", max_length=8, choices=LineState, default=LineState.TO_DO)
    # The clock that ran out last, "asked" when the person wanted it.
    clock = models.CharField("durée", max_length=10)
    ended_on = models.DateField("terme", null=True, blank=True)
    heard_on = models.DateField("dernier signe")
    why = models.CharField("pourquoi", max_length=240, blank=True)

    class Meta:
        verbose_name = "dossier d’un passage"
        verbose_name_plural = "dossiers d’un passage"
        ordering = ["ended_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person"],
                name="a_file_once_a_run",
                violation_error_message="Ce dossier figure déjà dans ce passage.",
            )
        ]
        indexes = [models.Index(fields=["run", "state"], name="run_line_state")]

    def __str__(self) -> str:
        return self.get_state_display()
