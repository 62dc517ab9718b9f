from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Journey
from crm.papers.models import Paper
from crm.people.models import Household
from territory.models import Commune


class SettlementState(models.TextChoices):
    INTENDED = "intended", "envisagée"
    MOVED_IN = "moved_in", "emménagé"
    CONFIRMED = "confirmed", "confirmée par une pièce"
    DEPARTED = "departed", "repartis"


SETTLEMENT_PATHS: dict[SettlementState, set[SettlementState]] = {
    SettlementState.INTENDED: {SettlementState.MOVED_IN},
    # Back to « envisagée » when a move was noted by mistake.
    SettlementState.MOVED_IN: {
        SettlementState.CONFIRMED,
        SettlementState.DEPARTED,
        SettlementState.INTENDED,
    },
    SettlementState.CONFIRMED: {SettlementState.DEPARTED},
    SettlementState.DEPARTED: set(),
}

SETTLED = [SettlementState.MOVED_IN, SettlementState.CONFIRMED, SettlementState.DEPARTED]


class Dwelling(models.TextChoices):
    RENT = "rent", "location"
    OWN = "own", "propriété"
    GATEWAY = "gateway", "logement passerelle"
    HOSTED = "hosted", "hébergement"
    UNKNOWN = "", "non précisé"


class Settlement(models.Model):
    """A household that comes to live here: the day, the commune, who came, and from where."""

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="settlements", verbose_name="foyer"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="settlements",
        verbose_name="parcours",
    )
    state = models.CharField(
        "état", max_length=9, choices=SettlementState, default=SettlementState.INTENDED
    )
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="+", verbose_name="commune d’installation"
    )
    origin_commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune quittée",
    )
    move_in_on = models.DateField("emménagement", null=True, blank=True, db_index=True)
    dwelling = models.CharField(
        "logement", max_length=7, choices=Dwelling, blank=True, default=Dwelling.UNKNOWN
    )
    adults = models.PositiveSmallIntegerField("adultes", default=1)
    children = models.PositiveSmallIntegerField("enfants", default=0)
    children_schooled = models.PositiveSmallIntegerField("enfants scolarisés", default=0)
    proof = models.CharField(
        "pièce vue", max_length=120, blank=True, help_text="Par exemple : bail, facture d’énergie."
    )
    proof_paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pièce gardée au dossier",
    )
    departed_on = models.DateField("départ", null=True, blank=True)
    departure_reason = models.CharField("motif du départ", max_length=240, blank=True)

    class Meta:
        verbose_name = "installation"
        ordering = ["-move_in_on", "-pk"]
        permissions = [("export_settlement", "Peut exporter des installations")]
        constraints = [
            models.CheckConstraint(
                name="settlement_moved_in_has_a_date",
                condition=Q(state="intended", move_in_on__isnull=True)
                | (~Q(state="intended") & Q(move_in_on__isnull=False)),
                violation_error_message="Une installation faite porte sa date d’emménagement.",
            ),
            models.CheckConstraint(
                name="settlement_departed_has_a_date",
                condition=Q(state="departed", departed_on__gte=F("move_in_on"))
                | (~Q(state="departed") & Q(departed_on__isnull=True)),
                violation_error_message="Un départ est daté, après l’emménagement.",
            ),
            models.CheckConstraint(
                name="settlement_confirmed_with_a_proof",
                condition=~Q(state="confirmed") | ~Q(proof=""),
                violation_error_message="Nommez la pièce qui confirme l’installation.",
            ),
            models.CheckConstraint(
                name="settlement_has_an_adult",
                condition=Q(adults__gte=1),
                violation_error_message="Une installation compte au moins un adulte.",
            ),
            models.CheckConstraint(
                name="settlement_schooled_are_children",
                condition=Q(children_schooled__lte=F("children")),
                violation_error_message="Il y a plus d’enfants scolarisés que d’enfants.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(departed_on__isnull=True),
                name="one_live_settlement_a_household",
                violation_error_message="Ce foyer a déjà une installation en cours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} à {self.commune}"
