"""Who was asked is known; what was answered is kept apart, and nothing leads from one to the other."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from crm.applications.models import Enrolment
from training.models import Session

from .questions import Moment, Question, QuestionSet


class InvitationState(models.TextChoices):
    SENT = "sent", "envoyé"
    ANSWERED = "answered", "répondu"
    REFUSED = "refused", "ne souhaite pas répondre"
    EXPIRED = "expired", "sans réponse"
    UNREACHABLE = "unreachable", "sans adresse"


PATHS: dict[InvitationState, set[InvitationState]] = {
    InvitationState.SENT: {
        InvitationState.ANSWERED,
        InvitationState.REFUSED,
        InvitationState.EXPIRED,
    },
    InvitationState.EXPIRED: {InvitationState.ANSWERED, InvitationState.REFUSED},
    InvitationState.UNREACHABLE: set(),
    InvitationState.ANSWERED: set(),
    InvitationState.REFUSED: set(),
}


class Invitation(models.Model):
    """Somebody asked at a moment. It says whether they answered, never what."""

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="invitations", verbose_name="inscription"
    )
    moment = models.CharField("moment", max_length=6, choices=Moment)
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, related_name="invitations", verbose_name="questionnaire"
    )
    state = models.CharField(
        "état", max_length=11, choices=InvitationState, default=InvitationState.SENT
    )
    due_on = models.DateField("attendu le")
    sent_at = models.DateTimeField("envoyé le")
    reminded_at = models.DateTimeField("rappelé le", null=True, blank=True)
    closed_on = models.DateField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "envoi d’un questionnaire"
        verbose_name_plural = "envois des questionnaires"
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="invitation_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "moment"],
                name="invitation_once_a_moment",
                violation_error_message="Ce questionnaire a déjà été envoyé à cette personne.",
            ),
            models.CheckConstraint(
                name="invitation_closed_has_a_date",
                condition=Q(state="sent", closed_on__isnull=True)
                | (~Q(state="sent") & Q(closed_on__isnull=False)),
                violation_error_message="Un questionnaire clos porte sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Questionnaire {self.get_moment_display()}"


class Response(models.Model):
    """What somebody of a group answered. Its key and its month tell neither who nor in which order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, related_name="responses", verbose_name="questionnaire"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="responses", verbose_name="session"
    )
    month = models.DateField("mois")

    class Meta:
        verbose_name = "réponse"
        ordering = ["pk"]
        permissions = [
            ("read_results", "Peut lire les résultats des questionnaires"),
            ("read_comments", "Peut lire les commentaires des questionnaires"),
        ]
        constraints = [
            models.CheckConstraint(
                name="response_dated_of_a_month",
                condition=Q(month__day=1),
                violation_error_message="Une réponse ne garde que son mois.",
            )
        ]

    def __str__(self) -> str:
        return f"Réponse de {self.month:%m/%Y}"


class Answer(models.Model):
    """value: the mark, 1 for yes and 0 for no, or the rank of the choice. Its key tells no order either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.PositiveSmallIntegerField("valeur", null=True, blank=True)
    text = models.TextField("texte", blank=True, max_length=2000)

    class Meta:
        verbose_name = "réponse à une question"
        verbose_name_plural = "réponses aux questions"
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"],
                name="answer_once_a_question",
                violation_error_message="Cette question a déjà sa réponse.",
            ),
            models.CheckConstraint(
                name="answer_says_something",
                condition=Q(value__isnull=False) | ~Q(text=""),
                violation_error_message="Une réponse dit quelque chose.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.value)
