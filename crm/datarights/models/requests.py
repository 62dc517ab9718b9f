"""The register of what people ask about their data, and what was done for each request."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.consents.models import Wording
from crm.people.models import Person

from .vocabulary import (
    ENDS,
    OPEN,
    Behalf,
    Channel,
    DeedKind,
    IdentityMeans,
    RightsState,
    Subject,
)


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def late(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)

    def soonest_first(self) -> Self:
        """What is open first, the nearest last day before; then what is over, the latest before."""
        over = models.Case(
            models.When(state__in=OPEN, then=models.Value(0)), default=models.Value(1)
        )
        return self.order_by(over, F("closed_at").desc(nulls_first=True), "due_on", "pk")


class RightsRequest(models.Model):
    """One request of one person. Its last day runs from the day it came, whoever received it.

    Some months after its end, and as soon as its people are erased, only what it was about, its dates
    and its outcome stay.
    """

    # Of the public form: posted twice, it is one request.
    form_key = models.UUIDField("clé du formulaire", null=True, unique=True, editable=False)
    subject = models.CharField("nature", max_length=8, choices=Subject)
    behalf = models.CharField(
        "pour qui", max_length=5, choices=Behalf, default=Behalf.SELF, blank=True
    )
    channel = models.CharField("reçue par", max_length=5, choices=Channel)
    name = models.CharField("nom", max_length=160, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    postal = models.CharField("adresse postale", max_length=300, blank=True)
    number_told = models.CharField("n° de dossier indiqué", max_length=20, blank=True)
    message = models.TextField("ce qui est demandé", blank=True)
    wording = models.ForeignKey(
        Wording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="information lue",
    )
    received_at = models.DateTimeField("reçue le", db_index=True)
    due_on = models.DateField("à répondre avant le")
    state = models.CharField(
        "état", max_length=8, choices=RightsState, default=RightsState.RECEIVED, db_index=True
    )
    # Its reader pressed the button of the letter that was sent there.
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True, blank=True)
    identity_asked_at = models.DateTimeField("identité demandée le", null=True, blank=True)
    identified_at = models.DateTimeField("identité établie le", null=True, blank=True)
    identity_means = models.CharField(
        "identité établie par", max_length=9, choices=IdentityMeans, blank=True
    )
    extended_at = models.DateTimeField("prolongée le", null=True, blank=True)
    extended_because = models.CharField("motif de la prolongation", max_length=400, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    # Of a refusal, or of a request that came to nothing.
    closed_because = models.CharField("motif", max_length=400, blank=True)
    answer = models.TextField("réponse", blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enregistrée par",
    )
    # The last day of which the officer was reminded.
    reminded_for = models.DateField("rappel envoyé pour le", null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField("vidée le", null=True, blank=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de droits"
        verbose_name_plural = "demandes de droits"
        ordering = ["-received_at", "-pk"]
        permissions = [("export_rightsrequest", "Peut exporter le registre des demandes de droits")]
        constraints = [
            models.CheckConstraint(
                name="rights_request_over_has_a_date",
                condition=Q(state__in=sorted(ENDS), closed_at__isnull=False)
                | ~Q(state__in=sorted(ENDS)) & Q(closed_at__isnull=True),
                violation_error_message="Une demande close porte sa date, et elle seule.",
            ),
            models.CheckConstraint(
                name="rights_request_extended_says_why",
                condition=Q(extended_at__isnull=True, extended_because="")
                | Q(extended_at__isnull=False) & ~Q(extended_because=""),
                violation_error_message="Une prolongation porte sa date et son motif.",
            ),
            models.CheckConstraint(
                name="rights_request_identified_says_how",
                condition=Q(identified_at__isnull=True, identity_means="")
                | Q(identified_at__isnull=False) & ~Q(identity_means=""),
                violation_error_message="Une identité établie dit quand et comment.",
            ),
            models.CheckConstraint(
                name="rights_request_refused_says_why",
                condition=~Q(state="refused") | ~Q(closed_because=""),
                violation_error_message="Un refus est motivé.",
            ),
        ]

    def __str__(self) -> str:
        return f"Demande {self.reference}"

    @property
    def reference(self) -> str:
        """What the person and the officer call it: « D2026-0012 »."""
        return f"D{self.received_at.year}-{self.pk:04d}"

    @property
    def wish(self) -> str:
        """What is asked, as it is said to whoever asked: « voir vos données »."""
        label = str(Subject(self.subject).label)
        return label.replace("ses données", "vos données").replace("s’opposer", "vous opposer")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def asker(self) -> str:
        return self.name or "Demandeur effacé"


class RequestFile(models.Model):
    """A file that the officer tied to a request: the same person may have two."""

    request = models.ForeignKey(
        RightsRequest, models.CASCADE, related_name="files", verbose_name="demande"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="rights_requests", verbose_name="personne"
    )
    added_at = models.DateTimeField("rattaché le")

    class Meta:
        verbose_name = "dossier d’une demande"
        verbose_name_plural = "dossiers des demandes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="file_once_a_rights_request")
        ]

    def __str__(self) -> str:
        return f"dossier {self.person_id} de la demande {self.request_id}"


class Deed(models.Model):
    """One thing done because of a request. Only added to."""

    request = models.ForeignKey(
        RightsRequest, models.PROTECT, related_name="deeds", verbose_name="demande"
    )
    kind = models.CharField("acte", max_length=10, choices=DeedKind)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="personne",
    )
    # Names of fields, of purposes, of places: never a value.
    told = models.CharField("sur quoi", max_length=300, blank=True)
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "acte d’une demande"
        verbose_name_plural = "actes des demandes"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
