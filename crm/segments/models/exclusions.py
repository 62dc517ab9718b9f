from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class ExclusionList(models.Model):
    """People and addresses to whom a mailing does not go: elected members, partners, a family in mourning."""

    name = models.CharField("nom", max_length=80, unique=True)
    why = models.CharField(
        "à quoi sert cette liste", max_length=240, blank=True, help_text="Sans nommer personne."
    )
    # Held against every mailing to a segment, whether its writer thinks of it or not.
    always = models.BooleanField("écartée de tous les envois", default=True)
    created_at = models.DateTimeField("créée le")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "liste d’exclusion"
        verbose_name_plural = "listes d’exclusion"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exclusion_list_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Donnez un nom à cette liste.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExcludedQuerySet(models.QuerySet["Excluded"]):
    def on(self, day: date) -> Self:
        """Those that still hold on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))


class Excluded(models.Model):
    """Somebody of an exclusion list: a file of the CRM, or an address alone, which then has an end."""

    list = models.ForeignKey(
        ExclusionList, models.CASCADE, related_name="entries", verbose_name="liste"
    )
    person = models.ForeignKey(
        "crm_people.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exclusions",
        verbose_name="personne",
    )
    # Normalised.
    email = models.EmailField("adresse électronique", blank=True)
    until = models.DateField("jusqu’au (exclu)", null=True, blank=True)
    added_at = models.DateTimeField("ajoutée le")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    objects = ExcludedQuerySet.as_manager()

    class Meta:
        verbose_name = "exclusion"
        ordering = ["list", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "person"],
                condition=Q(person__isnull=False),
                name="excluded_once_a_list_and_person",
                violation_error_message="Cette personne est déjà dans la liste.",
            ),
            models.UniqueConstraint(
                fields=["list", "email"],
                condition=~Q(email=""),
                name="excluded_once_a_list_and_address",
                violation_error_message="Cette adresse est déjà dans la liste.",
            ),
            models.CheckConstraint(
                name="excluded_is_a_person_or_an_address",
                condition=Q(person__isnull=False, email="")
                | Q(person__isnull=True, until__isnull=False) & ~Q(email=""),
                violation_error_message=(
                    "On écarte une personne du fichier, ou une adresse jusqu’à une date."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"
