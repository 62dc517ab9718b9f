from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .persons import Person


class Household(models.Model):
    """People who move together. A family counts one, whatever its size."""

    label = models.CharField("nom du foyer", max_length=120)
    created_at = models.DateTimeField("créé le")
    rooms_wanted = models.PositiveSmallIntegerField("pièces souhaitées", null=True, blank=True)
    rent_max = models.PositiveIntegerField("loyer au plus (€ par mois)", null=True, blank=True)
    wanted_from = models.DateField("logement souhaité à partir du", null=True, blank=True)

    class Meta:
        verbose_name = "foyer"
        ordering = ["label"]
        permissions = [("export_household", "Peut exporter des foyers")]

    def __str__(self) -> str:
        return self.label


class MemberRole(models.TextChoices):
    REFERENCE = "adult_ref", "adulte référent"
    ADULT = "adult", "adulte"
    CHILD = "child", "enfant"
    OTHER = "other", "autre"


class HouseholdMember(models.Model):
    """An adult who is a person with a file, or a minor of whom only a birth year and a class are kept."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="members", verbose_name="foyer"
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="personne",
    )
    minor_birth_year = models.PositiveSmallIntegerField("né en", null=True, blank=True)
    school_level = models.CharField("classe", max_length=40, blank=True)
    role = models.CharField("rôle", max_length=9, choices=MemberRole)
    starts_on = models.DateField("depuis")
    ends_on = models.DateField("jusqu’à (exclu)", null=True, blank=True)

    class Meta:
        verbose_name = "membre du foyer"
        verbose_name_plural = "membres du foyer"
        ordering = ["household", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_is_a_person_or_a_minor",
                condition=(
                    Q(person__isnull=False, minor_birth_year__isnull=True, school_level="")
                    & ~Q(role="child")
                )
                | (
                    Q(person__isnull=True, minor_birth_year__isnull=False)
                    & ~Q(role__in=["adult_ref", "adult"])
                ),
                violation_error_message=(
                    "Un adulte est une personne du fichier ; d’un enfant on ne garde que l’année "
                    "de naissance et la classe."
                ),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on__isnull=True, person__isnull=False),
                name="one_current_household_a_person",
                violation_error_message="Cette personne appartient déjà à un foyer.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(role="adult_ref", ends_on__isnull=True),
                name="one_reference_adult_a_household",
                violation_error_message="Un foyer a un seul adulte référent.",
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="La sortie du foyer précède l’entrée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else f"enfant né en {self.minor_birth_year}"
