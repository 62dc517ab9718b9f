from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from crm.journeys.models import Visibility
from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER = "pieces"
MEGABYTE = 1024 * 1024
HEAVIEST = 10 * MEGABYTE  # bytes


def private_storage() -> Storage:
    return storages["private"]


def stored_as(paper: Paper, filename: str) -> str:
    """A name that tells nothing of anybody: the file is called otherwise when it is read."""
    extension = filename.rsplit(".", 1)[-1].lower()
    return f"{FOLDER}/{uuid4().hex}.{extension}"


def weight_in_words(size: int) -> str:
    """« 340 Ko », « 1,5 Mo », for a size in bytes."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))}\N{NO-BREAK SPACE}Ko"
    return f"{size / MEGABYTE:.1f}\N{NO-BREAK SPACE}Mo".replace(".", ",")


class PaperKind(models.TextChoices):
    CV = "cv", "CV"
    PROJECT = "project", "projet"
    ADDRESS = "address", "justificatif de domicile"
    AGREEMENT = "agreement", "convention"
    OTHER = "other", "autre pièce"


class PaperQuerySet(models.QuerySet["Paper"]):
    def readable_by(self, user: User) -> Self:
        """Restricted papers are read by whoever added them, alone."""
        return self.filter(Q(visibility=Visibility.TEAM) | Q(added_by_id=user.pk))

    def kept_from(self, user: User) -> Self:
        """The restricted papers of others, without what they are called."""
        hidden = self.exclude(Q(visibility=Visibility.TEAM) | Q(added_by_id=user.pk))
        return hidden.defer("title", "name", "file")


class Paper(models.Model):
    """A document of somebody's file. No address serves it but the view that checks who asks."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="papers", verbose_name="personne"
    )
    kind = models.CharField("nature", max_length=9, choices=PaperKind)
    title = models.CharField("intitulé", max_length=160)
    file = models.FileField("fichier", upload_to=stored_as, storage=private_storage, max_length=120)
    name = models.CharField("nom du fichier", max_length=120)
    content_type = models.CharField("type", max_length=80)
    size = models.PositiveIntegerField("taille (octets)")
    visibility = models.CharField(
        "visible par", max_length=10, choices=Visibility, default=Visibility.TEAM
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ajoutée par",
    )
    added_at = models.DateTimeField("ajoutée le")

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_is_neither_empty_nor_too_heavy",
                condition=Q(size__gte=1, size__lte=HEAVIEST),
                violation_error_message="Une pièce pèse 10 Mo au plus, et n’est pas vide.",
            ),
            models.CheckConstraint(
                name="paper_has_a_title",
                condition=~Q(title=""),
                violation_error_message="Donnez un intitulé à cette pièce.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weight_words(self) -> str:
        return weight_in_words(self.size)
