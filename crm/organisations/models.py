from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count, F, Q

from crm.people.contacts import read_phone
from crm.people.models import Person
from crm.people.names import name_key
from territory.models import Commune


class OrganisationKind(models.TextChoices):
    EMPLOYER = "employer", "employeur"
    PARTNER = "partner", "partenaire"
    SCHOOL = "school", "école"
    LANDLORD = "landlord", "bailleur"
    TOWN_HALL = "town_hall", "mairie"
    ASSOCIATION = "association", "association"
    FUNDER = "funder", "financeur"
    MEDIA = "media", "média"
    OTHER = "other", "autre organisation"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def matching(self, words: str) -> Self:
        """Every word is a fragment of the name, accents or not."""
        found = self
        for word in name_key(words).split():
            found = found.filter(name_key__contains=word)
        return found

    def with_people(self) -> Self:
        """Add `people`, how many are linked to it today."""
        current = Q(roles__ends_on__isnull=True, roles__person__anonymised_at__isnull=True)
        return self.annotate(people=Count("roles__person", filter=current, distinct=True))


class Organisation(models.Model):
    """An employer, a school, a town hall: whom a family deals with, and who deals with us."""

    name = models.CharField("nom", max_length=160)
    name_key = models.CharField("nom comparé", max_length=180, editable=False, db_index=True)
    kind = models.CharField("nature", max_length=11, choices=OrganisationKind)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    email = models.EmailField("courriel", blank=True)
    web = models.URLField("site internet", max_length=300, blank=True)
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
    )
    note = models.TextField("note", blank=True)
    created_at = models.DateTimeField("ajoutée le")

    people: int  # present on rows read through with_people()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="organisation_has_a_name",
                condition=~Q(name_key=""),
                violation_error_message="Une organisation a un nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_words(self) -> str:
        return read_phone(self.phone)


class RoleKind(models.TextChoices):
    WORKS_AT = "works_at", "y travaille"
    CONTACT = "contact", "y est notre contact"
    REFERRED_BY = "referred_by", "nous est adressée par elle"
    VOLUNTEER = "volunteer", "y est bénévole"
    STUDIES_AT = "studies_at", "y étudie ou y a un enfant"
    TENANT = "tenant", "y loge"
    OTHER = "other", "autre lien"


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self) -> Self:
        return self.filter(ends_on__isnull=True)


class Role(models.Model):
    """What links somebody to an organisation, from a day and until another, which is left out."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="roles", verbose_name="personne"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="roles", verbose_name="organisation"
    )
    kind = models.CharField("lien", max_length=11, choices=RoleKind)
    title = models.CharField("fonction", max_length=120, blank=True)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au (exclu)", null=True, blank=True)
    is_primary = models.BooleanField("lien principal", default=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "lien avec une organisation"
        verbose_name_plural = "liens avec des organisations"
        ordering = [F("ends_on").desc(nulls_first=True), "-is_primary", "-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_primary=True),
                name="one_primary_role_a_person",
                violation_error_message="Une personne a un seul lien principal.",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "kind"],
                condition=Q(ends_on__isnull=True),
                name="one_current_role_of_a_kind",
                violation_error_message="Ce lien est déjà au dossier.",
            ),
            models.CheckConstraint(
                name="role_primary_is_current",
                condition=Q(is_primary=False) | Q(ends_on__isnull=True),
                violation_error_message="Un lien passé n’est plus le principal.",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin précède le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"
