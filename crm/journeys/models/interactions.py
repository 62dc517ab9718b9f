from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.people.models import Person

from .journey import Journey
from .task_templates import TemplateStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class InteractionKind(models.TextChoices):
    CALL = "call", "appel"
    MAIL = "mail", "courriel"
    VISIT = "visit", "visite"
    MEETING = "meeting", "rencontre"
    NOTE = "note", "note"
    LETTER = "letter", "courrier"


class Direction(models.TextChoices):
    IN = "in", "reçu"
    OUT = "out", "émis"
    INTERNAL = "internal", "interne"


class Outcome(models.TextChoices):
    REACHED = "reached", "joint"
    MESSAGE = "message", "message laissé"
    NO_ANSWER = "no_answer", "pas de réponse"
    CALL_BACK = "call_back", "rappel demandé"
    NONE = "", "—"


class Visibility(models.TextChoices):
    TEAM = "team", "l’équipe"
    AUTHOR = "owner_only", "moi seulement"


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def readable_by(self, user: User) -> Self:
        """Restricted notes are read by their author alone."""
        return self.filter(Q(visibility=Visibility.TEAM) | Q(author_id=user.pk))

    def kept_from(self, user: User) -> Self:
        """The restricted notes of others, without what they say."""
        hidden = self.exclude(Q(visibility=Visibility.TEAM) | Q(author_id=user.pk))
        return hidden.defer("subject", "text")


class Interaction(models.Model):
    """A call, a mail, a visit, a note. The person may ask to read it."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="interactions", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name="parcours",
    )
    kind = models.CharField("nature", max_length=7, choices=InteractionKind)
    direction = models.CharField("sens", max_length=8, choices=Direction)
    outcome = models.CharField(
        "issue", max_length=9, choices=Outcome, blank=True, default=Outcome.NONE
    )
    at = models.DateTimeField("le", db_index=True)
    duration = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    subject = models.CharField("objet", max_length=160, blank=True)
    text = models.TextField(
        "compte rendu",
        blank=True,
        help_text="Des faits utiles au suivi : la personne peut demander à lire ces lignes.",
    )
    visibility = models.CharField(
        "visible par", max_length=10, choices=Visibility, default=Visibility.TEAM
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = "échange"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="interaction_note_is_internal",
                condition=~Q(kind="note") | Q(direction="internal"),
                violation_error_message="Une note est interne.",
            )
        ]

    def __str__(self) -> str:
        return self.subject or self.get_kind_display()


class TaskQuerySet(models.QuerySet["Task"]):
    def to_do(self) -> Self:
        return self.filter(done_at__isnull=True)

    def late(self, day: date) -> Self:
        return self.to_do().filter(due_on__lt=day)


class Task(models.Model):
    """Something to do for somebody before a day."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="tasks", verbose_name="personne"
    )
    journey = models.ForeignKey(
        Journey,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="parcours",
    )
    label = models.CharField("à faire", max_length=160)
    due_on = models.DateField("pour le", db_index=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confiée à",
    )
    created_at = models.DateTimeField("créée le")
    done_at = models.DateTimeField("faite le", null=True, blank=True)
    # The step of a template that wrote it, and for what: "journey:12". Twice writes nothing.
    template_step = models.ForeignKey(
        TemplateStep,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="écrite par le modèle",
    )
    occasion = models.CharField("à l’occasion de", max_length=40, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "tâche"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template_step", "occasion"],
                condition=Q(template_step__isnull=False),
                name="one_task_a_template_step_and_occasion",
                violation_error_message="Cette tâche du modèle est déjà écrite.",
            ),
            models.CheckConstraint(
                name="task_of_a_template_names_its_occasion",
                condition=Q(template_step__isnull=True) | ~Q(occasion=""),
                violation_error_message="Une tâche d’un modèle dit à quelle occasion elle est écrite.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
