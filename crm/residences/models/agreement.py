from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.papers.models import Paper, private_storage

from .residence import Residence

FOLDER = "residences"


def stored_as(agreement: Agreement, filename: str) -> str:
    """A name that tells nothing of anybody."""
    return f"{FOLDER}/{uuid4().hex}.pdf"


class AgreementTemplate(models.Model):
    """What the agreements of residences say, in one version. Never changed: another text is another version.

    community, partner  how the first two parties are named and represented
    articles            the body, laid out by `crm.residences.texts`
    """

    version = models.PositiveSmallIntegerField("version", unique=True)
    title = models.CharField("titre", max_length=120)
    community = models.TextField("première partie, la collectivité", max_length=600)
    partner = models.TextField("deuxième partie, la région ou l’agence", max_length=600)
    articles = models.TextField("articles", max_length=12000)
    why = models.CharField("ce qui change", max_length=240, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="écrite par",
    )
    written_at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "modèle de convention de résidence"
        verbose_name_plural = "modèles de convention de résidence"
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                name="agreement_template_is_whole",
                condition=~Q(title="") & ~Q(community="") & ~Q(partner="") & ~Q(articles=""),
                violation_error_message="Un modèle a un titre, deux parties et des articles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class AgreementCounter(models.Model):
    """The last number given in a year; its row is the lock of those who ask for the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "compteur de conventions de résidence"
        verbose_name_plural = "compteurs de conventions de résidence"

    def __str__(self) -> str:
        return f"{self.year} : {self.last}"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def current(self) -> Self:
        return self.filter(replaced_at__isnull=True)


class Agreement(models.Model):
    """The agreement of a residence as it was issued: its file, its print, all that it says.

    facts    what was merged into the template
    digest   SHA-256 of the file; the database refuses to change it
    """

    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="agreements", verbose_name="résidence"
    )
    year = models.PositiveSmallIntegerField("année")
    rank = models.PositiveIntegerField("rang")
    template = models.ForeignKey(
        AgreementTemplate, models.PROTECT, related_name="agreements", verbose_name="modèle"
    )
    facts = models.JSONField("ce qu’elle dit", default=dict)
    file = models.FileField(
        "fichier", upload_to=stored_as, storage=private_storage, max_length=120, blank=True
    )
    digest = models.CharField("empreinte", max_length=64)
    size = models.PositiveIntegerField("taille (octets)")
    issued_at = models.DateTimeField("établie le")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="établie par",
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
    replaced_at = models.DateTimeField("remplacée le", null=True, blank=True)
    forgotten_at = models.DateTimeField("effacée le", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "convention de résidence"
        verbose_name_plural = "conventions de résidence"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rank"],
                name="agreement_number_once_a_year",
                violation_error_message="Ce numéro de convention est déjà pris.",
            ),
            models.UniqueConstraint(
                fields=["residence"],
                condition=Q(replaced_at__isnull=True),
                name="one_current_agreement_a_residence",
                violation_error_message="Cette résidence a déjà sa convention : remplacez-la en disant pourquoi.",
            ),
            models.CheckConstraint(
                name="agreement_replaces_with_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                violation_error_message="Dites pourquoi la convention est remplacée.",
            ),
            models.CheckConstraint(
                name="agreement_keeps_its_file_until_forgotten",
                condition=Q(forgotten_at__isnull=False) | ~Q(file=""),
                violation_error_message="Une convention garde son fichier.",
            ),
        ]

    def __str__(self) -> str:
        return f"convention n° {self.number}"

    @property
    def number(self) -> str:
        return f"R{self.year}-{self.rank:03d}"


class Party(models.TextChoices):
    COMMUNITY = "community", "la collectivité"
    PARTNER = "partner", "la région ou l’agence"
    PERSON = "person", "la personne"


class Signature(models.Model):
    """One party has signed an agreement, on a day; the copy that they signed, when it was kept."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="signatures", verbose_name="convention"
    )
    party = models.CharField("partie", max_length=9, choices=Party)
    signed_on = models.DateField("signée le")
    paper = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="exemplaire signé",
    )
    noted_at = models.DateTimeField("notée le")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="notée par",
    )

    class Meta:
        verbose_name = "signature"
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                name="residence_party_signs_once",
                violation_error_message="Cette partie a déjà signé.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}, le {self.signed_on:%d/%m/%Y}"
