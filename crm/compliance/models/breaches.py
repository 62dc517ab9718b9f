"""The register of violations: what happened to personal data, what was done, who was told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# From the moment when somebody of the house knows, whoever it is.
NOTIFIED_WITHIN = timedelta(hours=72)
NO_NAME = "Jamais le nom ni les coordonnées d’une personne : des nombres, des faits, des numéros de dossier."


class BreachState(models.TextChoices):
    REPORTED = "reported", "signalée"
    OPEN = "open", "en cours d’examen"
    DISMISSED = "dismissed", "écartée"
    CLOSED = "closed", "close"


UNSETTLED = (BreachState.REPORTED, BreachState.OPEN)
PATHS: dict[BreachState, set[BreachState]] = {
    BreachState.REPORTED: {BreachState.OPEN, BreachState.DISMISSED},
    BreachState.OPEN: {BreachState.CLOSED, BreachState.DISMISSED},
    BreachState.DISMISSED: {BreachState.OPEN},
    BreachState.CLOSED: {BreachState.OPEN},
}


class Nature(models.TextChoices):
    """The three of the CNIL's form."""

    CONFIDENTIALITY = "read", "lues par qui n’en avait pas le droit (confidentialité)"
    INTEGRITY = "changed", "modifiées à tort (intégrité)"
    AVAILABILITY = "lost", "perdues ou hors d’atteinte (disponibilité)"


class Risk(models.TextChoices):
    NONE = "none", "aucun risque pour les personnes"
    RISK = "risk", "un risque : à notifier à la CNIL"
    HIGH = "high", "un risque élevé : à notifier, et les personnes à informer"


class BreachQuerySet(models.QuerySet["Breach"]):
    def unsettled(self) -> Self:
        return self.filter(state__in=UNSETTLED)

    def to_notify(self) -> Self:
        """Those whose seventy-two hours run, or have run out."""
        return self.unsettled().filter(notified_at__isnull=True).exclude(notify=False)


class Breach(models.Model):
    """Personal data read, changed or lost against the rules. Nobody is named in it.

    notify      whether the CNIL is told, None until it is decided; notify_reason is why not, late_reason why late
    inform      whether the people are told, None until it is decided; inform_text is what they were told, or why not
    """

    state = models.CharField(
        "état", max_length=9, choices=BreachState, default=BreachState.REPORTED
    )
    discovered_at = models.DateTimeField("découverte le")
    reported_at = models.DateTimeField("signalée le")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="signalée par",
    )
    what = models.TextField("ce qui s’est passé", help_text=NO_NAME)
    natures = models.JSONField("les données ont été", default=list, blank=True)
    kinds = models.CharField(
        "catégories de données",
        max_length=300,
        blank=True,
        help_text="Par exemple : état civil, coordonnées, projet, situation professionnelle.",
    )
    people_kinds = models.CharField(
        "catégories de personnes",
        max_length=200,
        blank=True,
        help_text="Par exemple : candidats à une formation, familles accompagnées.",
    )
    people_about = models.PositiveIntegerField(
        "nombre approximatif de personnes", null=True, blank=True
    )
    rows_about = models.PositiveIntegerField(
        "nombre approximatif d’enregistrements", null=True, blank=True
    )
    causes = models.TextField("causes", blank=True)
    consequences = models.TextField("conséquences probables pour les personnes", blank=True)
    measures = models.TextField("mesures prises et prévues", blank=True)
    risk = models.CharField("niveau de risque", max_length=4, choices=Risk, blank=True)
    notify = models.BooleanField("notifiée à la CNIL", null=True, blank=True)
    notify_reason = models.TextField("pourquoi elle n’est pas notifiée", blank=True)
    notified_at = models.DateTimeField("notifiée le", null=True, blank=True)
    notification = models.CharField("référence de la notification", max_length=60, blank=True)
    late_reason = models.TextField("pourquoi plus de 72 heures", blank=True)
    inform = models.BooleanField("personnes informées", null=True, blank=True)
    inform_text = models.TextField("ce qui leur a été dit, ou pourquoi rien", blank=True)
    informed_at = models.DateTimeField("personnes informées le", null=True, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    emptied_at = models.DateTimeField("vidée le", null=True, blank=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = "violation de données"
        verbose_name_plural = "violations de données"
        ordering = ["-discovered_at", "-pk"]
        permissions = [("export_breach", "Peut exporter le registre des violations")]
        constraints = [
            models.CheckConstraint(
                name="breach_closed_has_a_day",
                condition=Q(state__in=["reported", "open"], closed_at__isnull=True)
                | Q(state__in=["dismissed", "closed"], closed_at__isnull=False),
                violation_error_message="Une violation close ou écartée a son jour de clôture.",
            ),
            models.CheckConstraint(
                name="breach_reported_once_known",
                condition=Q(reported_at__gte=F("discovered_at")),
                violation_error_message="Une violation se signale une fois découverte.",
            ),
            models.CheckConstraint(
                name="breach_closed_is_decided",
                condition=~Q(state="closed") | Q(notify__isnull=False),
                violation_error_message="Décidez de la notification à la CNIL avant de clore.",
            ),
        ]

    def __str__(self) -> str:
        return f"Violation n°\N{NO-BREAK SPACE}{self.pk}"

    @property
    def due_at(self) -> datetime:
        return self.discovered_at + NOTIFIED_WITHIN

    @property
    def waits(self) -> bool:
        """Whether the seventy-two hours still matter."""
        return self.state in UNSETTLED and self.notified_at is None and self.notify is not False

    @property
    def late(self) -> bool:
        return self.waits and timezone.now() > self.due_at

    @property
    def hours_left(self) -> int:
        """Whole hours until the seventy-second; below zero once it is past."""
        return int((self.due_at - timezone.now()).total_seconds() // 3600)

    @property
    def hours_late(self) -> int:
        return int((timezone.now() - self.due_at).total_seconds() // 3600)

    @property
    def days_late(self) -> int:
        return self.hours_late // 24

    @property
    def nature_words(self) -> list[str]:
        return [str(Nature(one).label) for one in self.natures if one in Nature.values]


class BreachNote(models.Model):
    """What was learnt or done, as it came: added, never changed."""

    breach = models.ForeignKey(
        Breach, models.CASCADE, related_name="notes", verbose_name="violation"
    )
    at = models.DateTimeField("le")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    text = models.TextField("note", help_text=NO_NAME)

    class Meta:
        verbose_name = "note de suivi"
        verbose_name_plural = "notes de suivi"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"
