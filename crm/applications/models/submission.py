from __future__ import annotations

import secrets
import uuid
from typing import Self

from django.db import models

from crm.consents.models import Wording
from crm.people.models import Person
from crm.registers.counts import DailyCount
from training.models import Session


class SubmissionState(models.TextChoices):
    NEW = "new", "reçu"
    APPLIED = "applied", "enregistré"
    REVIEW = "review", "à rapprocher"
    DISMISSED = "dismissed", "écarté"
    WITHDRAWN = "withdrawn", "retiré"


SUBMISSION_PATHS: dict[SubmissionState, set[SubmissionState]] = {
    SubmissionState.NEW: {SubmissionState.APPLIED, SubmissionState.REVIEW},
    SubmissionState.REVIEW: {
        SubmissionState.APPLIED,
        SubmissionState.DISMISSED,
        SubmissionState.WITHDRAWN,
    },
    SubmissionState.APPLIED: set(),
    SubmissionState.DISMISSED: set(),
    SubmissionState.WITHDRAWN: set(),
}


# Neither 0 nor O, neither 1 nor I: a code is read aloud, over the telephone.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


def new_code() -> str:
    """What one tells the others of one's household: 40 bits, which nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def to_review(self) -> Self:
        return self.filter(state=SubmissionState.REVIEW)


class Submission(models.Model):
    """A public form as it was posted. The form's key makes eight identical posts one."""

    form_key = models.UUIDField("clé du formulaire", unique=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(
        "code de foyer", max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="session demandée",
    )
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    payload = models.JSONField("réponses", default=dict)
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, verbose_name="texte d’information lu"
    )
    received_at = models.DateTimeField("reçu le", db_index=True)
    state = models.CharField(
        "état", max_length=9, choices=SubmissionState, default=SubmissionState.NEW
    )
    matched_person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name="dossier ressemblant",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "formulaire reçu"
        verbose_name_plural = "formulaires reçus"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"formulaire du {self.received_at:%d/%m/%Y}"


class RefusedPost(DailyCount):
    """How many posts were taken for spam a day."""

    class Meta:
        verbose_name = "envois écartés"
        verbose_name_plural = "envois écartés"
