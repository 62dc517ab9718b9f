from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Journey
from crm.lodging.models import Stay
from crm.organisations.models import Organisation
from crm.people.models import Household
from territory.models import Commune


class VisitState(models.TextChoices):
    PLANNED = "planned", "en préparation"
    CONFIRMED = "confirmed", "confirmée"
    DONE = "done", "faite"
    CANCELLED = "cancelled", "annulée"


VISIT_PATHS: dict[VisitState, set[VisitState]] = {
    VisitState.PLANNED: {VisitState.CONFIRMED, VisitState.CANCELLED},
    VisitState.CONFIRMED: {VisitState.DONE, VisitState.CANCELLED},
    VisitState.DONE: set(),
    VisitState.CANCELLED: set(),
}


class VisitQuerySet(models.QuerySet["Visit"]):
    def coming(self) -> Self:
        return self.filter(state__in=[VisitState.PLANNED, VisitState.CONFIRMED])

    def kept(self) -> Self:
        return self.exclude(state=VisitState.CANCELLED)


class Visit(models.Model):
    """Some days on the territory prepared for a family. `ends_on` is the last day, included."""

    journey = models.ForeignKey(
        Journey, models.PROTECT, related_name="visits", verbose_name="parcours"
    )
    household = models.ForeignKey(
        Household,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="foyer",
    )
    stay = models.ForeignKey(
        Stay,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="logé au",
    )
    starts_on = models.DateField("premier jour", db_index=True)
    ends_on = models.DateField("dernier jour")
    purpose = models.CharField("objet de la visite", max_length=240)
    state = models.CharField(
        "état", max_length=9, choices=VisitState, default=VisitState.PLANNED, db_index=True
    )
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    created_at = models.DateTimeField("préparée depuis")
    emergency = models.CharField(
        "en cas d’imprévu",
        max_length=160,
        blank=True,
        help_text="Qui appeler, et à quel numéro : imprimé sur la fiche de la famille.",
    )
    directions = models.TextField("comment venir", blank=True)
    family_words = models.TextField("ce que la famille en a dit", blank=True)
    done_at = models.DateTimeField("faite le", null=True, blank=True)
    reason = models.CharField("motif de l’annulation", max_length=240, blank=True)
    changed_at = models.DateTimeField("programme changé le")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "visite"
        ordering = ["-starts_on", "-pk"]
        permissions = [("view_visit_costs", "Voit le coût des visites")]
        constraints = [
            models.CheckConstraint(
                name="visit_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Le dernier jour suit le premier.",
            ),
            models.CheckConstraint(
                name="visit_done_has_a_date",
                condition=Q(state="done", done_at__isnull=False)
                | ~Q(state="done") & Q(done_at__isnull=True),
                violation_error_message="Une visite faite porte sa date.",
            ),
            models.CheckConstraint(
                name="visit_cancelled_with_a_reason",
                condition=~Q(state="cancelled") | ~Q(reason=""),
                violation_error_message="Une annulation est motivée.",
            ),
        ]

    def __str__(self) -> str:
        return f"Visite du {self.starts_on:%d/%m/%Y}"


class StopKind(models.TextChoices):
    SCHOOL = "school", "école"
    HOUSE = "house", "logement à voir"
    TELECENTRE = "telecentre", "télécentre"
    MAYOR = "mayor", "mairie"
    BUSINESS = "business", "entreprise"
    DOCTOR = "doctor", "santé"
    OTHER = "other", "autre"


class VisitStop(models.Model):
    """One stop of the programme: where, when, who receives. Its hours are its place in the day.

    for_family, for_team   notes that the sheet prints, and those that it never does
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="stops", verbose_name="visite")
    date = models.DateField("jour")
    starts_at = models.TimeField("de")
    ends_at = models.TimeField("à")
    kind = models.CharField("nature", max_length=10, choices=StopKind)
    title = models.CharField("étape", max_length=120)
    place = models.CharField("lieu et adresse", max_length=200, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation",
    )
    host = models.CharField("qui reçoit", max_length=120, blank=True)
    host_phone = models.CharField("téléphone", max_length=40, blank=True)
    host_email = models.EmailField("adresse électronique", blank=True)
    for_family = models.TextField("à dire à la famille", blank=True)
    for_team = models.TextField("pour l’équipe", blank=True)
    outcome = models.TextField("ce qu’il en est ressorti", blank=True)

    class Meta:
        verbose_name = "étape de visite"
        verbose_name_plural = "étapes de visite"
        ordering = ["date", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stop_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="L’étape finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CostKind(models.TextChoices):
    LODGING = "lodging", "hébergement"
    MEALS = "meals", "repas"
    TRANSPORT = "transport", "transport"
    OTHER = "other", "autre"


class VisitCost(models.Model):
    """What a visit cost, line by line, in cents."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="costs", verbose_name="visite")
    kind = models.CharField("poste", max_length=9, choices=CostKind)
    label = models.CharField("détail", max_length=120, blank=True)
    cents = models.PositiveIntegerField("montant (centimes)")
    paid_by = models.CharField("payé par", max_length=80)

    class Meta:
        verbose_name = "dépense de visite"
        verbose_name_plural = "dépenses de visite"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_cost_is_plausible",
                condition=Q(cents__gte=1, cents__lte=10_000_000),
                violation_error_message="Une dépense va de 0,01 € à 100 000 €.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.cents / 100:.2f} €"
