from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Journey
from crm.people.models import Person
from territory.models import Commune


class ActivityKind(models.TextChoices):
    CREATION = "creation", "création d’activité"
    TAKEOVER = "takeover", "reprise d’activité"
    HIRED = "hired", "emploi salarié"
    UMBRELLA = "umbrella", "portage salarial"


class ActivityCreation(models.Model):
    """An activity that somebody started: their own, one taken over, or a job found again."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="activities", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="parcours",
    )
    kind = models.CharField("nature", max_length=8, choices=ActivityKind)
    trade = models.CharField("métier", max_length=120, blank=True)
    legal_form = models.CharField("statut juridique", max_length=60, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True, db_index=True)
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
    )
    started_on = models.DateField("démarrée le", db_index=True)
    ceased_on = models.DateField("arrêtée le", null=True, blank=True)
    telework = models.BooleanField("exercée en télétravail", default=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vérifiée par",
    )

    class Meta:
        verbose_name = "activité"
        ordering = ["started_on", "pk"]
        permissions = [("export_activitycreation", "Peut exporter des activités")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "started_on"],
                name="activity_once_a_person_and_day",
                violation_error_message="Cette activité est déjà au dossier.",
            ),
            models.CheckConstraint(
                name="activity_ceases_after_it_started",
                condition=Q(ceased_on__isnull=True) | Q(ceased_on__gte=F("started_on")),
                violation_error_message="L’arrêt précède le début de l’activité.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.started_on:%d/%m/%Y}"


class FollowUpAnswer(models.TextChoices):
    ACTIVE = "active", "en activité"
    CEASED = "ceased", "activité arrêtée"
    PREPARING = "preparing", "projet en préparation"
    NONE = "none", "sans activité"
    UNREACHED = "unreached", "sans réponse"


class FollowUp(models.Model):
    """What somebody answered when asked where they stand. No answer is an answer too, and counts as unknown."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="follow_ups", verbose_name="personne"
    )
    asked_on = models.DateField("demandé le", db_index=True)
    answer = models.CharField("réponse", max_length=9, choices=FollowUpAnswer)

    class Meta:
        verbose_name = "point de suivi"
        verbose_name_plural = "points de suivi"
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asked_on"],
                name="follow_up_once_a_day",
                violation_error_message="Un point de suivi existe déjà à cette date.",
            ),
            models.CheckConstraint(
                name="follow_up_has_an_answer",
                condition=~Q(answer=""),
                violation_error_message="Indiquez la réponse.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
