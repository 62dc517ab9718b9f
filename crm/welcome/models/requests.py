"""What the public writes to us, kept as it came until somebody answers for it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from crm.consents.models import Wording
from crm.journeys.models import Interaction, Task
from crm.people.models import Person
from crm.registers.counts import DailyCount
from crm.welcome.contents import Message


class RequestKind(models.TextChoices):
    MESSAGE = "message", "message"
    CALL = "call", "demande de rappel"


class Topic(models.TextChoices):
    SETTLE = "settle", "s’installer"
    TRAIN = "train", "se former"
    TELECENTRE = "telecentre", "télécentre"
    OTHER = "other", "autre sujet"


class RequestState(models.TextChoices):
    NEW = "new", "à traiter"
    FILED = "filed", "rattaché à un dossier"
    SETTLED = "settled", "réglé"
    SPAM = "spam", "indésirable"


# Back to « à traiter » is the way to undo; a message answered without a file may still join one.
REQUEST_PATHS: dict[RequestState, set[RequestState]] = {
    RequestState.NEW: {RequestState.FILED, RequestState.SETTLED, RequestState.SPAM},
    RequestState.FILED: {RequestState.NEW},
    RequestState.SETTLED: {RequestState.NEW, RequestState.FILED},
    RequestState.SPAM: {RequestState.NEW},
}


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    def new(self) -> Self:
        return self.filter(state=RequestState.NEW)

    def waiting(self) -> Self:
        """Those that nobody answers for: not dealt with, or in a file that has no referent."""
        orphan = Q(
            state=RequestState.FILED, task__done_at__isnull=True, task__assignee__isnull=True
        )
        return self.filter(Q(state=RequestState.NEW) | orphan & Q(task__isnull=False))

    def reachable_at(self, emails: Collection[str], phones: Collection[str]) -> Self:
        """Those that give one of these addresses or numbers, in the form in which they compare."""
        return self.filter(
            Q(email_key__in=[one for one in emails if one])
            | Q(phone_key__in=[one for one in phones if one])
        )

    def new_first(self) -> Self:
        rank = Case(When(state=RequestState.NEW, then=Value(0)), default=Value(1))
        return self.order_by(rank, "-received_at", "-pk")


class ContactRequest(models.Model):
    """A message or a call asked for, as it was posted. The form's key makes identical posts one."""

    form_key = models.UUIDField("clé du formulaire", unique=True)
    kind = models.CharField("nature", max_length=7, choices=RequestKind)
    topic = models.CharField("sujet", max_length=10, choices=Topic)
    payload = models.JSONField("réponses", default=dict, blank=True)
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    # In the forms in which addresses compare: they find look-alikes, and what is to be erased.
    email_key = models.CharField("courriel comparé", max_length=254, blank=True, db_index=True)
    phone_key = models.CharField("téléphone comparé", max_length=20, blank=True, db_index=True)
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, verbose_name="texte d’information lu"
    )
    received_at = models.DateTimeField("reçu le", db_index=True)
    state = models.CharField(
        "état", max_length=7, choices=RequestState, default=RequestState.NEW, db_index=True
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_requests",
        verbose_name="personne",
    )
    exchange = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="échange consigné",
    )
    task = models.ForeignKey(
        Task, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="tâche"
    )
    handled_at = models.DateTimeField("traité le", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="traité par",
    )

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "message du public"
        verbose_name_plural = "messages du public"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_request_is_handled_once_it_moved",
                condition=Q(state="new", handled_at__isnull=True)
                | (~Q(state="new") & Q(handled_at__isnull=False)),
                violation_error_message="Un message traité porte la date à laquelle il l’a été.",
            ),
            models.CheckConstraint(
                name="contact_request_filed_has_a_person",
                condition=~Q(state="filed") | Q(person__isnull=False),
                violation_error_message="Un message rattaché l’est à une personne.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.received_at:%d/%m/%Y}"

    @cached_property
    def said(self) -> Message:
        return Message.read(self.payload)

    @property
    def sender(self) -> str:
        return self.said.name or "Expéditeur effacé"

    @property
    def wants_a_call(self) -> bool:
        return self.kind == RequestKind.CALL


class RefusedMessage(DailyCount):
    """How many messages robots sent a day."""

    class Meta:
        verbose_name = "messages de robots"
        verbose_name_plural = "messages de robots"
