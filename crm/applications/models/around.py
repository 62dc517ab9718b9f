"""What stands around an application: how one would come, who else applies, files sent, what is said."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.journeys.models import Direction, Interaction
from crm.papers.models import Paper

from .application import Application
from .submission import Submission


class Coming(models.Model):
    """What somebody needs to come: a bed for some nights, a place that suits them."""

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="coming", verbose_name="candidature"
    )
    lodging = models.BooleanField("logement demandé", default=False)
    people = models.PositiveSmallIntegerField("personnes à loger", null=True, blank=True)
    arrives_on = models.DateField("arrivée le", null=True, blank=True)
    leaves_on = models.DateField("départ le", null=True, blank=True)
    arrival = models.CharField("moyen et heure d’arrivée", max_length=160, blank=True)
    accessibility = models.TextField("aménagements demandés", blank=True)

    class Meta:
        verbose_name = "venue"
        constraints = [
            models.CheckConstraint(
                name="coming_leaves_after_it_arrives",
                condition=Q(arrives_on__isnull=True)
                | Q(leaves_on__isnull=True)
                | Q(leaves_on__gt=F("arrives_on")),
                violation_error_message="Le départ suit l’arrivée.",
            ),
            models.CheckConstraint(
                name="coming_lodges_somebody",
                condition=Q(lodging=False, people__isnull=True)
                | Q(lodging=True, people__isnull=False, people__gte=1, people__lte=12),
                violation_error_message="Un logement demandé dit pour combien de personnes, de 1 à 12.",
            ),
        ]

    def __str__(self) -> str:
        return f"venue de {self.application.person}"


class Companion(models.Model):
    """Somebody of the same household who applies too, as the sender named them: a code or an e-mail."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="companions", verbose_name="formulaire"
    )
    named = models.CharField("nommé ainsi", max_length=254)
    # The form in which codes and addresses compare.
    key = models.CharField("nom comparé", max_length=254, db_index=True)

    class Meta:
        verbose_name = "personne du même foyer"
        verbose_name_plural = "personnes du même foyer"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "key"], name="companion_named_once_a_form"
            )
        ]

    def __str__(self) -> str:
        return self.named


class ApplicationPaper(models.Model):
    """A paper of a file that came with an application: its sender sees its name on the follow-up page."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="papers", verbose_name="candidature"
    )
    paper = models.OneToOneField(
        Paper, models.CASCADE, related_name="application_link", verbose_name="pièce"
    )

    class Meta:
        verbose_name = "pièce d’une candidature"
        verbose_name_plural = "pièces d’une candidature"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.paper)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        """What came in and that nobody has answered or settled."""
        return self.filter(direction=Direction.IN, settled_at__isnull=True)


class Message(models.Model):
    """A message of the follow-up page, or the answer of the team. The file keeps it as an exchange."""

    form_key = models.UUIDField("clé du formulaire", unique=True)
    application = models.ForeignKey(
        Application,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="candidature",
    )
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="formulaire à rapprocher",
    )
    direction = models.CharField(
        "sens", max_length=8, choices=[(Direction.IN, "reçu"), (Direction.OUT, "envoyé")]
    )
    text = models.TextField("message")
    at = models.DateTimeField("le", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    exchange = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="échange consigné",
    )
    settled_at = models.DateTimeField("traité le", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message d’une candidature"
        verbose_name_plural = "messages d’une candidature"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="message_belongs_to_one_row",
                condition=Q(application__isnull=False, submission__isnull=True)
                | Q(application__isnull=True, submission__isnull=False),
                violation_error_message="Un message tient à une candidature ou à un formulaire.",
            ),
            models.CheckConstraint(
                name="message_sent_out_is_not_to_settle",
                condition=Q(direction="in") | Q(direction="out", settled_at__isnull=True),
                violation_error_message="Seul un message reçu est à traiter.",
            ),
        ]

    def __str__(self) -> str:
        return f"message du {self.at:%d/%m/%Y}"
