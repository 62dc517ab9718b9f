from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.applications.models import Application

from .grids import Criterion, Grid

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HIGHEST_MARK = 5


def on_a_hundred(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 100})


class ExaminationKind(models.TextChoices):
    FIRST = "first", "première étude"
    APPEAL = "appeal", "recours"
    AGAIN = "again", "nouvelle étude"


class Examination(models.Model):
    """One time that an application is read: its readings, and the mark that they make together.

    score         0 to 100, of the readings that are in; None before the first
    gap           points between the readings that make the score; None before the second
    agreed_score  what the readers settled on, which then stands instead
    """

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="examinations", verbose_name="candidature"
    )
    number = models.PositiveSmallIntegerField("étude n°", default=1)
    kind = models.CharField(
        "nature", max_length=6, choices=ExaminationKind, default=ExaminationKind.FIRST
    )
    grid = models.ForeignKey(
        Grid, models.PROTECT, related_name="examinations", verbose_name="grille"
    )
    opened_at = models.DateTimeField("ouverte le")
    score = models.DecimalField(
        "note sur 100", max_digits=4, decimal_places=1, null=True, blank=True
    )
    gap = models.DecimalField("écart", max_digits=4, decimal_places=1, null=True, blank=True)
    agreed_score = models.DecimalField(
        "note d’accord", max_digits=4, decimal_places=1, null=True, blank=True
    )
    agreed_reason = models.CharField("motif de l’accord", max_length=500, blank=True)
    agreed_at = models.DateTimeField("accord du", null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="accord noté par",
    )
    appeal_on = models.DateField("recours reçu le", null=True, blank=True)
    appeal_text = models.TextField("ce que dit le recours", blank=True)

    class Meta:
        verbose_name = "étude d’une candidature"
        verbose_name_plural = "études des candidatures"
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"],
                name="examination_number_once_an_application",
                violation_error_message="Cette étude est déjà ouverte.",
            ),
            models.CheckConstraint(
                name="examination_marked_on_a_hundred",
                condition=on_a_hundred("score")
                & on_a_hundred("gap")
                & on_a_hundred("agreed_score"),
                violation_error_message="Une note va de 0 à 100.",
            ),
            models.CheckConstraint(
                name="examination_agreement_is_whole",
                condition=Q(agreed_score__isnull=True, agreed_at__isnull=True, agreed_reason="")
                | (Q(agreed_score__isnull=False, agreed_at__isnull=False) & ~Q(agreed_reason="")),
                violation_error_message="Une note d’accord porte sa date et son motif.",
            ),
            models.CheckConstraint(
                name="examination_appeal_has_a_date",
                condition=(Q(kind="appeal", appeal_on__isnull=False) & ~Q(appeal_text=""))
                | (~Q(kind="appeal") & Q(appeal_on__isnull=True, appeal_text="")),
                violation_error_message="Un recours porte sa date et ce qu’il dit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} de la candidature de {self.application.person}"

    @property
    def final(self) -> Decimal | None:
        return self.score if self.agreed_score is None else self.agreed_score

    @property
    def to_settle(self) -> bool:
        """The readers are too far apart and nothing has settled it."""
        far = self.gap is not None and self.gap > self.grid.gap_allowed
        return far and self.agreed_score is None


class ReadingState(models.TextChoices):
    TO_DO = "todo", "à rendre"
    SENT = "sent", "rendue"
    CORRECTED = "corrected", "remplacée par une correction"
    EXCUSED = "excused", "retirée au lecteur"


READING_PATHS: dict[ReadingState, set[ReadingState]] = {
    ReadingState.TO_DO: {ReadingState.SENT, ReadingState.EXCUSED},
    ReadingState.SENT: {ReadingState.CORRECTED},
    ReadingState.CORRECTED: set(),
    ReadingState.EXCUSED: set(),
}


class ReadingQuerySet(models.QuerySet["Reading"]):
    def to_do(self) -> Self:
        return self.filter(
            state=ReadingState.TO_DO,
            examination__application__state__in=["submitted", "under_review", "waitlisted"],
        )

    def standing(self) -> Self:
        """Those that count, or will."""
        return self.filter(state__in=[ReadingState.TO_DO, ReadingState.SENT])

    def by(self, user: User) -> Self:
        return self.filter(reader_id=user.pk)


class Reading(models.Model):
    """What one reader makes of an application. Sent, it is final; a correction is another row."""

    examination = models.ForeignKey(
        Examination, models.PROTECT, related_name="readings", verbose_name="étude"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="lecteur"
    )
    third = models.BooleanField("lecture supplémentaire", default=False)
    state = models.CharField("état", max_length=9, choices=ReadingState, default=ReadingState.TO_DO)
    assigned_at = models.DateTimeField("confiée le")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confiée par",
    )
    due_on = models.DateField("à rendre le")
    sent_at = models.DateTimeField("rendue le", null=True, blank=True)
    score = models.DecimalField(
        "note sur 100", max_digits=4, decimal_places=1, null=True, blank=True
    )
    opinion = models.TextField("avis d’ensemble", blank=True)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name="corrige",
    )
    reason = models.CharField("motif", max_length=500, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lecture"
        ordering = ["third", "assigned_at", "pk"]
        indexes = [models.Index(fields=["reader", "state", "due_on"], name="reading_to_do")]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "reader"],
                condition=Q(state__in=["todo", "sent"]),
                name="one_standing_reading_a_reader",
                violation_error_message="Cette personne lit déjà cette candidature.",
            ),
            models.CheckConstraint(
                name="reading_sent_has_a_score",
                condition=Q(
                    state__in=["sent", "corrected"], sent_at__isnull=False, score__isnull=False
                )
                | Q(state__in=["todo", "excused"], sent_at__isnull=True, score__isnull=True),
                violation_error_message="Une lecture rendue porte sa date et sa note.",
            ),
            models.CheckConstraint(
                name="reading_marked_on_a_hundred",
                condition=on_a_hundred("score"),
                violation_error_message="Une note va de 0 à 100.",
            ),
            models.CheckConstraint(
                name="reading_corrected_or_excused_with_a_reason",
                condition=(Q(corrects__isnull=True) & ~Q(state="excused")) | ~Q(reason=""),
                violation_error_message="Une correction ou un retrait porte son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lecture de la candidature de {self.examination.application.person}"


class Mark(models.Model):
    """0 to 5 for one criterion, and why. Empty while the reading is a draft."""

    reading = models.ForeignKey(
        Reading, models.CASCADE, related_name="marks", verbose_name="lecture"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name="critère"
    )
    mark = models.PositiveSmallIntegerField("note", null=True, blank=True)
    comment = models.CharField("commentaire", max_length=1000, blank=True)

    class Meta:
        verbose_name = "note d’un critère"
        verbose_name_plural = "notes des critères"
        ordering = ["criterion__rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "criterion"],
                name="mark_once_a_criterion",
                violation_error_message="Ce critère est déjà noté.",
            ),
            models.CheckConstraint(
                name="mark_from_0_to_5",
                condition=Q(mark__isnull=True) | Q(mark__gte=0, mark__lte=HIGHEST_MARK),
                violation_error_message="Une note va de 0 à 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.mark}"
