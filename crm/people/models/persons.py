from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q

from crm.people.names import name_key
from territory.models import Commune


class Civility(models.TextChoices):
    MADAM = "f", "Madame"
    SIR = "m", "Monsieur"
    UNSAID = "", "Non précisée"


class Channel(models.TextChoices):
    EMAIL = "email", "courriel"
    PHONE = "phone", "téléphone"
    POST = "post", "courrier"


class ProfessionalStatus(models.TextChoices):
    UNEMPLOYED = "unemployed", "sans emploi depuis moins d’un an"
    LONG_UNEMPLOYED = "long_unemployed", "sans emploi depuis un an ou plus"
    INACTIVE = "inactive", "sans activité"
    TRAINING = "training", "en formation"
    EMPLOYEE = "employee", "en poste"
    SELF_EMPLOYED = "self_employed", "à son compte"
    OTHER = "other", "autre situation"
    UNKNOWN = "", "non précisée"


# Seen in lists: those that were merged are seen through the file that stayed.
STANDING = Q(merged_into__isnull=True)


class PersonQuerySet(models.QuerySet["Person"]):
    def alive(self) -> Self:
        """Neither merged into another nor anonymised."""
        return self.filter(merged_into__isnull=True, anonymised_at__isnull=True)

    def unrestricted(self) -> Self:
        """Those whose file may be worked on: nobody asked that it only be kept."""
        return self.filter(restricted_at__isnull=True)

    def matching(self, words: str) -> Self:
        """Every word is a fragment of the name, accents or not."""
        found = self
        for word in name_key(words).split():
            found = found.filter(name_key__contains=word)
        return found

    def with_contacts(self) -> Self:
        """Primary e-mail and telephone in one more query: `person.main_contacts`."""
        from .contacts import ContactPoint

        return self.prefetch_related(
            Prefetch(
                "contact_points",
                ContactPoint.objects.filter(is_primary=True),
                to_attr="main_contacts",
            )
        )


class Person(models.Model):
    """Somebody from the first contact on. Progress is carried by journeys, never by conversions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_number = models.CharField("n° de dossier", max_length=12, unique=True)
    civility = models.CharField(
        "civilité", max_length=1, choices=Civility, blank=True, default=Civility.UNSAID
    )
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    name_key = models.CharField("nom comparé", max_length=180, editable=False)
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    preferred_channel = models.CharField(
        "à joindre par", max_length=5, choices=Channel, default=Channel.EMAIL
    )
    language = models.CharField("langue", max_length=2, default="fr")
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune de résidence",
    )
    country = models.CharField(
        "pays", max_length=2, default="FR", blank=True, help_text="Code de deux lettres."
    )
    professional_status = models.CharField(
        "situation professionnelle",
        max_length=15,
        choices=ProfessionalStatus,
        blank=True,
        default=ProfessionalStatus.UNKNOWN,
    )
    trade = models.CharField("métier", max_length=120, blank=True)
    created_at = models.DateTimeField("dossier ouvert le")
    # Moves only on acts of the person: retention counts from it.
    last_inbound_at = models.DateTimeField("dernier signe de la personne")
    # Its index holds the merged files alone: of the others, it would only turn SQLite from a better one.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="merged_from",
        verbose_name="fusionnée dans",
    )
    anonymised_at = models.DateTimeField("anonymisée le", null=True, blank=True)
    # Its person asked that the file be kept and nothing else be done with it.
    restricted_at = models.DateTimeField("traitement limité depuis", null=True, blank=True)
    restricted_because = models.CharField("motif de la limitation", max_length=200, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "personne"
        ordering = ["last_name", "first_name", "pk"]
        permissions = [
            ("export_person", "Peut exporter des personnes"),
            ("anonymise_person", "Peut anonymiser une personne"),
            ("read_file", "Peut lire le dossier d’une personne"),
            ("merge_person", "Peut fusionner deux dossiers"),
        ]
        indexes = [
            models.Index(
                fields=["last_name", "first_name", "id", "anonymised_at", "name_key"],
                condition=STANDING,
                name="person_in_order",
            ),
            models.Index(fields=["created_at"], condition=STANDING, name="person_by_opening"),
            models.Index(fields=["last_inbound_at"], condition=STANDING, name="person_by_sign"),
            models.Index(fields=["country"], condition=STANDING, name="person_by_country"),
            models.Index(fields=["name_key", "merged_into"], name="person_by_name"),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="person_merged",
            ),
            models.Index(
                fields=["restricted_at"],
                condition=Q(restricted_at__isnull=False),
                name="person_restricted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_birth_year_is_plausible",
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__gte=1900, birth_year__lte=2100),
                violation_error_message="L’année de naissance s’écrit en quatre chiffres.",
            ),
            models.CheckConstraint(
                name="person_has_a_name_until_anonymised",
                condition=Q(anonymised_at__isnull=False) | ~Q(last_name=""),
                violation_error_message="Une personne a au moins un nom.",
            ),
            models.CheckConstraint(
                name="person_restricted_says_why",
                condition=Q(restricted_at__isnull=True, restricted_because="")
                | Q(restricted_at__isnull=False) & ~Q(restricted_because=""),
                violation_error_message="Une limitation dit pourquoi, et elle seule.",
            ),
            models.CheckConstraint(
                name="person_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message="Un dossier ne se fusionne pas avec lui-même.",
            ),
        ]

    @property
    def may_change(self) -> bool:
        """Whether the team may work on this file: it has a name, and nobody asked that it only be kept."""
        return self.anonymised_at is None and self.restricted_at is None

    def __str__(self) -> str:
        if self.anonymised_at:
            return f"Personne anonymisée {self.file_number}"
        return f"{self.first_name} {self.last_name}".strip()


class StatusSpell(models.Model):
    """A professional situation with its dates: what was true of somebody on a past day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="status_spells")
    status = models.CharField("situation", max_length=15, choices=ProfessionalStatus)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    class Meta:
        verbose_name = "situation datée"
        verbose_name_plural = "situations datées"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on__isnull=True),
                name="one_open_status_a_person",
                violation_error_message="Une seule situation est en cours.",
            ),
            models.CheckConstraint(
                name="status_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()


class FileNumberCounter(models.Model):
    """The last file number given in a year; its row is the lock of those who ask for the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "compteur de dossiers"
        verbose_name_plural = "compteurs de dossiers"

    def __str__(self) -> str:
        return f"{self.year} : {self.last}"
