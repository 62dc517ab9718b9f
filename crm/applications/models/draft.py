"""What somebody types before they send: kept step by step, apart from every file of the CRM."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from crm.papers.models import HEAVIEST, PaperKind, private_storage, weight_in_words

from .submission import Submission

FOLDER = "pieces-candidatures"
# What an applicant may send; the other kinds of papers come from elsewhere.
SENT_KINDS = [PaperKind.CV, PaperKind.PROJECT, PaperKind.OTHER]


class DraftState(models.TextChoices):
    OPEN = "open", "en cours"
    SENT = "sent", "envoyé"


DRAFT_PATHS: dict[DraftState, set[DraftState]] = {
    DraftState.OPEN: {DraftState.SENT},
    DraftState.SENT: set(),
}


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> Self:
        return self.filter(state=DraftState.OPEN)

    def left_since(self, before: datetime) -> Self:
        return self.filter(saved_at__lte=before)


class Draft(models.Model):
    """An application that is being written. It opens no file: whoever types an address is not known yet.

    payload        slug of a step → name of a field → what was typed, right or wrong
    done           slugs of the steps whose answers were right when they were kept
    confirmed_at   when somebody first wrote through the link of a letter: the address is theirs
    """

    form_key = models.UUIDField("clé du formulaire", unique=True)
    email = models.EmailField("courriel")
    email_key = models.CharField("courriel comparé", max_length=254, db_index=True)
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    payload = models.JSONField("réponses", default=dict)
    done = models.JSONField("parties remplies", default=list)
    state = models.CharField("état", max_length=4, choices=DraftState, default=DraftState.OPEN)
    started_at = models.DateTimeField("commencé le")
    saved_at = models.DateTimeField("enregistré le", db_index=True)
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True, blank=True)
    warned_at = models.DateTimeField("prévenu le", null=True, blank=True)
    submission = models.OneToOneField(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name="formulaire envoyé",
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature commencée"
        verbose_name_plural = "candidatures commencées"
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                name="draft_sent_names_its_form",
                condition=Q(state="open", submission__isnull=True)
                | Q(state="sent", submission__isnull=False),
                violation_error_message="Une candidature envoyée nomme le formulaire reçu, et elle seule.",
            ),
            models.CheckConstraint(
                name="draft_saved_after_it_is_started",
                condition=Q(saved_at__gte=models.F("started_at")),
                violation_error_message="L’enregistrement précède le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"candidature commencée le {self.started_at:%d/%m/%Y}"


def stored_as(sent: SentFile, filename: str) -> str:
    """A name that tells nothing of anybody."""
    return f"{FOLDER}/{uuid4().hex}.{filename.rsplit('.', 1)[-1].lower()}"


class SentFile(models.Model):
    """A file that came from the public and that no file of the CRM holds yet.

    It belongs to a draft, then to the form that was sent until an advisor says whose it is.
    """

    draft = models.ForeignKey(
        Draft,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
        verbose_name="candidature commencée",
    )
    submission = models.ForeignKey(
        Submission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
        verbose_name="formulaire reçu",
    )
    kind = models.CharField(
        "nature", max_length=9, choices=[(kind.value, kind.label) for kind in SENT_KINDS]
    )
    file = models.FileField("fichier", upload_to=stored_as, storage=private_storage, max_length=120)
    name = models.CharField("nom du fichier", max_length=120)
    content_type = models.CharField("type", max_length=80)
    size = models.PositiveIntegerField("taille (octets)")
    added_at = models.DateTimeField("ajouté le")

    class Meta:
        verbose_name = "fichier reçu"
        verbose_name_plural = "fichiers reçus"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sent_file_belongs_to_one_row",
                condition=Q(draft__isnull=False, submission__isnull=True)
                | Q(draft__isnull=True, submission__isnull=False),
                violation_error_message="Un fichier reçu tient à un brouillon ou à un formulaire.",
            ),
            models.CheckConstraint(
                name="sent_file_is_neither_empty_nor_too_heavy",
                condition=Q(size__gte=1, size__lte=HEAVIEST),
                violation_error_message="Un fichier pèse 10 Mo au plus, et n’est pas vide.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weight_words(self) -> str:
        return weight_in_words(self.size)
