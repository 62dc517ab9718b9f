from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Journey
from crm.people.models import Person, ProfessionalStatus
from territory.models import Commune, Origin
from training.models import Session

from .submission import Submission


class ApplicationState(models.TextChoices):
    DRAFT = "draft", "brouillon"
    SUBMITTED = "submitted", "reçue"
    UNDER_REVIEW = "under_review", "à l’étude"
    ADMITTED = "admitted", "admise"
    WAITLISTED = "waitlisted", "sur liste d’attente"
    POOLED = "pooled", "reportée à une prochaine session"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"


PATHS: dict[ApplicationState, set[ApplicationState]] = {
    ApplicationState.DRAFT: {ApplicationState.SUBMITTED},
    ApplicationState.SUBMITTED: {ApplicationState.UNDER_REVIEW, ApplicationState.WITHDRAWN},
    ApplicationState.UNDER_REVIEW: {
        ApplicationState.ADMITTED,
        ApplicationState.WAITLISTED,
        ApplicationState.POOLED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    },
    ApplicationState.WAITLISTED: {
        ApplicationState.ADMITTED,
        ApplicationState.POOLED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    },
    ApplicationState.POOLED: {ApplicationState.UNDER_REVIEW, ApplicationState.WITHDRAWN},
    ApplicationState.ADMITTED: {ApplicationState.WITHDRAWN, ApplicationState.POOLED},
    ApplicationState.REFUSED: {ApplicationState.UNDER_REVIEW},
    # Who let an offer pass may come back to the end of the waiting list.
    ApplicationState.WITHDRAWN: {ApplicationState.WAITLISTED},
}

UNDECIDED = [ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW]
DECIDED = [
    ApplicationState.ADMITTED,
    ApplicationState.WAITLISTED,
    ApplicationState.POOLED,
    ApplicationState.REFUSED,
]
LIVE = [
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.ADMITTED,
    ApplicationState.WAITLISTED,
    ApplicationState.POOLED,
]


class ApplicationQuerySet(models.QuerySet["Application"]):
    def sent(self) -> Self:
        return self.exclude(state=ApplicationState.DRAFT)

    def to_study(self) -> Self:
        return self.filter(
            state__in=[ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW], archived=False
        )


class Application(models.Model):
    """A wish to be trained. Origin and situation are frozen as they were when it was sent."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="applications", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="parcours",
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="session",
        help_text="Vide : la première session possible.",
    )
    submission = models.OneToOneField(
        Submission,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="application",
        verbose_name="formulaire",
    )
    state = models.CharField(
        "état", max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    submitted_at = models.DateTimeField("envoyée le", null=True, blank=True, db_index=True)
    origin = models.CharField("origine", max_length=9, choices=Origin, editable=False)
    origin_commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="commune à l’envoi",
    )
    status_at_entry = models.CharField(
        "situation à l’envoi",
        max_length=15,
        choices=ProfessionalStatus,
        blank=True,
        editable=False,
    )
    project = models.TextField("projet", blank=True)
    experience_years = models.PositiveSmallIntegerField(
        "années d’expérience", null=True, blank=True
    )
    needs = models.TextField("besoins pour la venue", blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="décidée par",
    )
    reason = models.CharField("motif", max_length=500, blank=True)
    archived = models.BooleanField("archivée", default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature"
        ordering = ["-submitted_at", "-pk"]
        permissions = [
            ("export_application", "Peut exporter des candidatures"),
            ("decide_application", "Peut décider d’une candidature"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "session"],
                condition=Q(state__in=LIVE),
                name="one_live_application_a_person_and_session",
                violation_error_message="Cette personne est déjà candidate à cette session.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=LIVE, session__isnull=True),
                name="one_live_application_to_any_session",
                violation_error_message="Cette personne a déjà une candidature sans session choisie.",
            ),
            models.CheckConstraint(
                name="application_sent_has_a_date",
                condition=Q(state="draft", submitted_at__isnull=True)
                | (~Q(state="draft") & Q(submitted_at__isnull=False)),
                violation_error_message="Une candidature envoyée a une date d’envoi, un brouillon n’en a pas.",
            ),
            models.CheckConstraint(
                name="application_decided_has_a_date",
                condition=Q(state__in=UNDECIDED, decided_at__isnull=True)
                | Q(state__in=DECIDED, decided_at__isnull=False)
                | Q(state="withdrawn"),
                violation_error_message="Une candidature décidée porte la date de la décision, et elle seule.",
            ),
            models.CheckConstraint(
                name="application_decided_after_sent",
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("submitted_at")),
                violation_error_message="La décision précède l’envoi.",
            ),
            models.CheckConstraint(
                name="application_refused_with_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
                violation_error_message="Un refus est motivé.",
            ),
        ]

    def __str__(self) -> str:
        return f"Candidature de {self.person}"
