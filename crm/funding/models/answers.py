from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from crm.papers.models import Paper

from .participations import Moment, Participation


class Source(models.TextChoices):
    PERSON = "person", "par la personne"
    ADVISOR = "advisor", "avec un conseiller"
    PHONE = "phone", "au téléphone"
    REGISTER = "register", "repris d’un registre"


class Conclusion(models.TextChoices):
    ANSWERED = "answered", "répondu"
    UNCHANGED = "unchanged", "inchangé depuis l’entrée"
    UNREACHED = "unreached", "personne injoignable"


class AnswerSetQuerySet(models.QuerySet["AnswerSet"]):
    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(signed_at__isnull=True)


class AnswerSet(models.Model):
    """What was answered at one moment, by the questions of one version. Signed, the database keeps it as it is.

    about    the day that it speaks of: that of the entry, of the exit, six months after it
    answers  {code of a question: answer}, days as YYYY-MM-DD, communes as INSEE codes
    reason   why it comes after another one that was signed
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="answer_sets")
    moment = models.CharField("moment", max_length=10, choices=Moment)
    about = models.DateField("au titre du")
    form_version = models.CharField("version du questionnaire", max_length=40)
    answers = models.JSONField("réponses", default=dict, blank=True, encoder=DjangoJSONEncoder)
    source = models.CharField("rempli", max_length=8, choices=Source, default=Source.PERSON)
    conclusion = models.CharField(
        "conclusion", max_length=9, choices=Conclusion, default=Conclusion.ANSWERED
    )
    filled_at = models.DateTimeField("rempli le")
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="saisi par",
    )
    signed_at = models.DateTimeField("signé le", null=True, blank=True)
    signed_name = models.CharField("signé par", max_length=120, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="original signé",
    )
    reason = models.CharField("motif de la correction", max_length=240, blank=True)

    objects = AnswerSetQuerySet.as_manager()

    class Meta:
        verbose_name = "questionnaire"
        ordering = ["filled_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "moment"],
                condition=Q(signed_at__isnull=True),
                name="one_draft_of_answers_a_moment",
                violation_error_message="Ce questionnaire est déjà en cours de saisie.",
            ),
            models.CheckConstraint(
                name="answers_signed_by_somebody",
                condition=Q(signed_at__isnull=True, signed_name="")
                | (Q(signed_at__isnull=False) & ~Q(signed_name="")),
                violation_error_message="Un questionnaire signé dit par qui.",
            ),
        ]

    def __str__(self) -> str:
        return f"questionnaire : {self.get_moment_display()}"


class SensitiveAnswers(models.Model):
    """The answers that have their own right: handicap, origin, other hardship. Never listed, sought or sorted."""

    answer_set = models.OneToOneField(AnswerSet, models.PROTECT, related_name="sensitive")
    answers = models.JSONField("réponses", default=dict, blank=True)

    class Meta:
        verbose_name = "réponses sensibles"
        verbose_name_plural = "réponses sensibles"

    def __str__(self) -> str:
        return "réponses sensibles"


class Means(models.TextChoices):
    PHONE = "phone", "téléphone"
    EMAIL = "email", "courriel"
    POST = "post", "courrier"
    VISIT = "visit", "visite"


class Attempt(models.Model):
    """A try to reach somebody who does not answer a form."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="attempts")
    moment = models.CharField("moment", max_length=10, choices=Moment)
    about = models.DateField("au titre du")
    on = models.DateField("le")
    means = models.CharField("moyen", max_length=5, choices=Means)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "tentative de contact"
        verbose_name_plural = "tentatives de contact"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "moment", "about", "on", "means"],
                name="attempt_once_a_day_and_means",
                violation_error_message="Cette tentative est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} le {self.on:%d/%m/%Y}"
