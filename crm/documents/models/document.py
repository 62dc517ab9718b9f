from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.applications.models import Enrolment
from crm.papers.models import Paper, private_storage
from training.models import Session

from .kinds import OF_A_PERSON, OF_A_SESSION, DocumentKind
from .template import DocumentTemplate

FOLDER = "documents"


def stored_as(document: Document, filename: str) -> str:
    """A name that tells nothing of anybody."""
    return f"{FOLDER}/{uuid4().hex}.pdf"


class DocumentCounter(models.Model):
    """The last number given in a year; its row is the lock of those who ask for the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "compteur de documents"
        verbose_name_plural = "compteurs de documents"

    def __str__(self) -> str:
        return f"{self.year} : {self.last}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def current(self) -> Self:
        return self.filter(replaced_at__isnull=True)

    def shared(self) -> Self:
        """What the people whom it concerns may read."""
        return self.filter(shared_at__isnull=False, forgotten_at__isnull=True)


class Document(models.Model):
    """A document as it was made: its file, its print, all that it says. Never changed, only replaced.

    facts    what was merged into the template, titles of modules among it: enough to make the same file again
    digest   SHA-256 of the file; the database refuses to change it
    """

    kind = models.CharField("document", max_length=11, choices=DocumentKind)
    year = models.PositiveSmallIntegerField("année")
    rank = models.PositiveIntegerField("rang")
    template = models.ForeignKey(
        DocumentTemplate, models.PROTECT, related_name="documents", verbose_name="modèle"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="training_documents", verbose_name="session"
    )
    enrolment = models.ForeignKey(
        Enrolment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="inscription",
    )
    named = models.ManyToManyField(
        Enrolment, related_name="named_in", verbose_name="personnes nommées"
    )
    facts = models.JSONField("ce qu’il dit", default=dict)
    file = models.FileField(
        "fichier", upload_to=stored_as, storage=private_storage, max_length=120, blank=True
    )
    digest = models.CharField("empreinte", max_length=64)
    size = models.PositiveIntegerField("taille (octets)")
    made_at = models.DateTimeField("établi le")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="établi par",
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="remplace",
    )
    reason = models.CharField("motif du remplacement", max_length=240, blank=True)
    replaced_at = models.DateTimeField("remplacé le", null=True, blank=True)
    shared_at = models.DateTimeField("remis le", null=True, blank=True)
    signed_on = models.DateField("rendu signé le", null=True, blank=True)
    signed_paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="exemplaire signé",
    )
    forgotten_at = models.DateTimeField("effacé le", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document de formation"
        verbose_name_plural = "documents de formation"
        ordering = ["-made_at", "-pk"]
        permissions = [
            ("print_sheet", "Peut imprimer feuille d’émargement et programme"),
            ("view_yearly_table", "Peut lire le bilan pédagogique d’une année"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rank"],
                name="document_number_once_a_year",
                violation_error_message="Ce numéro de document est déjà pris.",
            ),
            models.UniqueConstraint(
                fields=["kind", "enrolment"],
                condition=Q(replaced_at__isnull=True, enrolment__isnull=False),
                name="one_document_of_a_kind_an_enrolment",
                violation_error_message="Cette personne a déjà ce document : remplacez-le en disant pourquoi.",
            ),
            models.UniqueConstraint(
                fields=["kind", "session"],
                condition=Q(replaced_at__isnull=True, enrolment__isnull=True),
                name="one_document_of_a_kind_a_session",
                violation_error_message="Cette session a déjà ce document : remplacez-le en disant pourquoi.",
            ),
            models.CheckConstraint(
                name="document_of_a_person_or_of_a_session",
                condition=Q(kind__in=OF_A_PERSON, enrolment__isnull=False)
                | Q(kind__in=OF_A_SESSION, enrolment__isnull=True),
                violation_error_message="Ce document concerne une personne, ou toute la session.",
            ),
            models.CheckConstraint(
                name="document_replaces_with_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                violation_error_message="Dites pourquoi le document est remplacé.",
            ),
            models.CheckConstraint(
                name="document_keeps_its_file_until_forgotten",
                condition=Q(forgotten_at__isnull=False) | ~Q(file=""),
                violation_error_message="Un document garde son fichier.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} n° {self.number}"

    @property
    def number(self) -> str:
        return f"{self.year}-{self.rank:04d}"

    @property
    def filename(self) -> str:
        return f"{self.kind_words.replace(' ', '-').replace('’', '-')}-{self.number}.pdf"

    @property
    def kind_words(self) -> str:
        return str(DocumentKind(self.kind).label)
