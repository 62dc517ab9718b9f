from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from crm.journeys.models import Journey
from crm.lodging.models import Stay
from crm.people.models import Person

from .committee import Committee
from .kinds import (
    DAYS,
    LIVE,
    STARTED,
    UNDECIDED,
    Outlook,
    ResidenceKind,
    ResidenceState,
)

LASTS = ExpressionWrapper(F("ends_on") - F("starts_on"), output_field=DurationField())


def lasts_between(kind: ResidenceKind) -> Q:
    least, most = (Value(length, output_field=DurationField()) for length in DAYS[kind])
    return (
        Q(kind=kind.value) & Q(GreaterThanOrEqual(LASTS, least)) & Q(LessThanOrEqual(LASTS, most))
    )


def dated_in(name: str, states: list[ResidenceState]) -> Q:
    """A date that is there in some states, and in them alone."""
    inside = Q(state__in=[state.value for state in states])
    return inside & Q(**{f"{name}__isnull": False}) | ~inside & Q(**{f"{name}__isnull": True})


class ResidenceQuerySet(models.QuerySet["Residence"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def to_decide(self) -> Self:
        """Those that somebody owes an answer; who waits for a place has had theirs."""
        return self.filter(state__in=UNDECIDED, waiting_since__isnull=True)

    def in_state(self, *states: ResidenceState) -> Self:
        return self.filter(state__in=states)


class Residence(models.Model):
    """A stay during which somebody tries the place with their project, from the request to its review.

    decision_due_at  48 hours after the request for a short one; the day of its committee for a long
                     one, None until it has one
    waiting_since    the answer was yes, and no place was free: it waits for one
    starts_on, ends_on  the first and the last day, both included
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="residences", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="residences",
        verbose_name="parcours",
    )
    kind = models.CharField("durée", max_length=5, choices=ResidenceKind)
    state = models.CharField(
        "état",
        max_length=10,
        choices=ResidenceState,
        default=ResidenceState.REQUESTED,
        db_index=True,
    )
    requested_at = models.DateTimeField("demandée le")
    decision_due_at = models.DateTimeField("réponse due le", null=True, blank=True)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="residences",
        verbose_name="comité",
    )
    project = models.TextField("projet à essayer", max_length=2000)
    persons = models.PositiveSmallIntegerField("personnes qui viennent", default=1)
    starts_on = models.DateField("premier jour")
    ends_on = models.DateField("dernier jour")
    lodging_wanted = models.BooleanField("souhaite un logement", default=True)
    office_wanted = models.BooleanField("souhaite un bureau au télécentre", default=True)
    stay = models.OneToOneField(
        Stay,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="residence",
        verbose_name="séjour dans un logement",
    )
    instruction = models.TextField("instruction", max_length=2000, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="décidée par",
    )
    reason = models.TextField("motif de la décision", max_length=1000, blank=True)
    waiting_since = models.DateTimeField("attend une place depuis", null=True, blank=True)
    renounced_at = models.DateTimeField("renoncée le", null=True, blank=True)
    ending_reason = models.CharField("motif de la fin", max_length=400, blank=True)
    started_at = models.DateTimeField("commencée le", null=True, blank=True)
    ended_at = models.DateTimeField("terminée le", null=True, blank=True)
    review_due_on = models.DateField("bilan à tenir avant le", null=True, blank=True)
    review_at = models.DateTimeField("rendez-vous de bilan", null=True, blank=True)
    reviewed_at = models.DateTimeField("bilan tenu le", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bilan tenu par",
    )
    tried = models.TextField("ce qui a été essayé", max_length=2000, blank=True)
    outlook = models.CharField(
        "suite", max_length=9, choices=Outlook, blank=True, default=Outlook.UNSAID
    )
    next_steps = models.TextField("prochaines étapes", max_length=2000, blank=True)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "résidence d’entrepreneur"
        verbose_name_plural = "résidences d’entrepreneurs"
        ordering = ["-requested_at", "-pk"]
        permissions = [
            ("decide_residence", "Peut accorder ou refuser une résidence"),
            ("export_residence", "Peut exporter les aides des résidences"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=["requested", "instructed", "granted", "running"]),
                name="one_live_residence_a_person_and_kind",
                violation_error_message="Cette personne a déjà une résidence de cette durée en cours.",
            ),
            models.CheckConstraint(
                name="residence_lasts_as_its_kind_says",
                condition=lasts_between(ResidenceKind.SHORT) | lasts_between(ResidenceKind.LONG),
                violation_error_message="Une résidence courte dure de 2 jours à 2 semaines, une longue de 2 à 6 mois.",
            ),
            models.CheckConstraint(
                name="residence_short_is_due_and_goes_to_no_committee",
                condition=Q(kind="long")
                | Q(kind="short", decision_due_at__isnull=False, committee__isnull=True),
                violation_error_message="Une résidence courte a une heure de réponse, et ne passe pas en comité.",
            ),
            models.CheckConstraint(
                name="residence_decided_has_a_date",
                condition=dated_in("decided_at", [s for s in ResidenceState if s not in UNDECIDED]),
                violation_error_message="Une résidence décidée porte la date de sa décision, et elle seule.",
            ),
            models.CheckConstraint(
                name="residence_refused_with_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
                violation_error_message="Un refus est motivé.",
            ),
            models.CheckConstraint(
                name="residence_waits_once_studied",
                condition=Q(waiting_since__isnull=True) | Q(state="instructed"),
                violation_error_message="Seule une demande instruite attend une place.",
            ),
            models.CheckConstraint(
                name="residence_renounced_has_a_date",
                condition=dated_in("renounced_at", [ResidenceState.RENOUNCED])
                & (~Q(state="renounced") | ~Q(ending_reason="")),
                violation_error_message="Un renoncement porte sa date et son motif.",
            ),
            models.CheckConstraint(
                name="residence_started_has_a_date",
                condition=dated_in("started_at", STARTED),
                violation_error_message="Une résidence commencée porte la date de son début.",
            ),
            models.CheckConstraint(
                name="residence_ended_has_its_dates",
                condition=dated_in("ended_at", [ResidenceState.ENDED, ResidenceState.REVIEWED])
                & dated_in("review_due_on", [ResidenceState.ENDED, ResidenceState.REVIEWED]),
                violation_error_message="Une résidence terminée porte sa date de fin et celle de son bilan.",
            ),
            models.CheckConstraint(
                name="residence_reviewed_is_told",
                condition=dated_in("reviewed_at", [ResidenceState.REVIEWED])
                & (~Q(state="reviewed") | ~Q(tried="") & ~Q(outlook="")),
                violation_error_message="Un bilan dit ce qui a été essayé et la suite.",
            ),
            models.CheckConstraint(
                name="residence_is_for_somebody",
                condition=Q(persons__gte=1, persons__lte=20),
                violation_error_message="Une résidence accueille de 1 à 20 personnes.",
            ),
        ]

    def __str__(self) -> str:
        return f"résidence {self.get_kind_display()} de {self.person}"

    @property
    def length(self) -> timedelta:
        return self.ends_on - self.starts_on
