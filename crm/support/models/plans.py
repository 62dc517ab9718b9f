from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.people.models import Household, Person


class PlanBasis(models.TextChoices):
    TRAINED = "trained", "formation suivie"
    SETTLED = "settled", "installation"


class PlanState(models.TextChoices):
    DRAFT = "draft", "à ouvrir"
    ACTIVE = "active", "en cours"
    PAUSED = "paused", "en pause"
    EXTENDED = "extended", "prolongé"
    ENDED = "ended", "terminé"
    ENDED_EARLY = "ended_early", "arrêté avant terme"


PLAN_PATHS: dict[PlanState, set[PlanState]] = {
    PlanState.DRAFT: {PlanState.ACTIVE},
    PlanState.ACTIVE: {
        PlanState.PAUSED,
        PlanState.EXTENDED,
        PlanState.ENDED,
        PlanState.ENDED_EARLY,
    },
    PlanState.PAUSED: {PlanState.ACTIVE, PlanState.EXTENDED, PlanState.ENDED_EARLY},
    PlanState.EXTENDED: {PlanState.PAUSED, PlanState.ENDED, PlanState.ENDED_EARLY},
    PlanState.ENDED: {PlanState.EXTENDED},
    # Stopped by mistake: it goes on as if it had not been.
    PlanState.ENDED_EARLY: {PlanState.ACTIVE},
}

LIVE_PLANS = [PlanState.DRAFT, PlanState.ACTIVE, PlanState.PAUSED, PlanState.EXTENDED]
RUNNING_PLANS = [PlanState.ACTIVE, PlanState.EXTENDED]


class PlanQuerySet(models.QuerySet["SupportPlan"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE_PLANS)

    def running(self) -> Self:
        return self.filter(state__in=RUNNING_PLANS)

    def of_the_living(self) -> Self:
        return self.filter(person__anonymised_at__isnull=True)

    def without_referent(self) -> Self:
        """Those that nobody follows, or somebody whose account is closed."""
        return self.live().filter(Q(referent=None) | Q(referent__is_active=False))

    def due_to_end(self, day: date) -> Self:
        return self.running().filter(ends_on__lte=day)


class SupportPlan(models.Model):
    """Two years of personalised support, lengthened by its pauses and extensions."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="plans", verbose_name="personne"
    )
    household = models.ForeignKey(
        Household,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name="foyer",
    )
    basis = models.CharField("ouvert par", max_length=7, choices=PlanBasis)
    state = models.CharField("état", max_length=11, choices=PlanState, default=PlanState.DRAFT)
    starts_on = models.DateField("début")
    months = models.PositiveSmallIntegerField("mois")
    ends_on = models.DateField("fin prévue", editable=False)
    ended_on = models.DateField("arrêté le", null=True, blank=True)
    end_reason = models.CharField("motif de l’arrêt", max_length=240, blank=True)
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "accompagnement"
        ordering = ["-starts_on", "-pk"]
        permissions = [
            ("export_supportplan", "Peut exporter des accompagnements"),
            ("oversee_supportplan", "Peut suivre et répartir tous les accompagnements"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=LIVE_PLANS),
                name="one_live_plan_a_person",
                violation_error_message="Cette personne est déjà accompagnée.",
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                name="plan_ended_early_with_a_reason",
                condition=~Q(state="ended_early") | ~Q(end_reason=""),
                violation_error_message="Un arrêt avant terme est motivé.",
            ),
            models.CheckConstraint(
                name="plan_ended_has_a_date",
                condition=Q(state__in=["ended", "ended_early"], ended_on__isnull=False)
                | (~Q(state__in=["ended", "ended_early"]) & Q(ended_on__isnull=True)),
                violation_error_message="Un accompagnement arrêté porte sa date d’arrêt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Accompagnement de {self.person}"


class PlanPause(models.Model):
    """Days that do not count, from `starts_on` to the day of return, which counts again.

    A trigger refuses two pauses of one plan that share a day, on both databases.
    """

    plan = models.ForeignKey(SupportPlan, models.CASCADE, related_name="pauses")
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu’à (exclu)", null=True, blank=True)
    reason = models.CharField("motif", max_length=240)

    class Meta:
        verbose_name = "pause de l’accompagnement"
        verbose_name_plural = "pauses de l’accompagnement"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="plan_pause_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="La reprise précède la pause.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(ends_on__isnull=True),
                name="one_open_pause_a_plan",
                violation_error_message="Cet accompagnement est déjà en pause.",
            ),
            models.CheckConstraint(
                name="plan_pause_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Une pause est motivée.",
            ),
        ]

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def days(self) -> int:
        """How many days it adds to the plan: none as long as nobody knows when it ends."""
        return (self.ends_on - self.starts_on).days if self.ends_on else 0

    def __str__(self) -> str:
        return f"pause depuis le {self.starts_on:%d/%m/%Y}"


class PlanExtension(models.Model):
    plan = models.ForeignKey(SupportPlan, models.CASCADE, related_name="extensions")
    months = models.PositiveSmallIntegerField("mois")
    reason = models.CharField("motif", max_length=240)
    decided_on = models.DateField("décidée le")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "prolongation"
        ordering = ["decided_on"]
        constraints = [
            models.CheckConstraint(
                name="extension_adds_months",
                condition=Q(months__gte=1, months__lte=24),
                violation_error_message="Une prolongation dure de 1 à 24 mois.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.months} mois"
