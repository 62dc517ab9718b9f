from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from crm.people.contacts import read_phone
from editorial.dates import day

from .persons import Person


class ContactKind(models.TextChoices):
    EMAIL = "email", "courriel"
    PHONE = "phone", "téléphone"
    POST = "post", "adresse"


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def for_letters(self) -> Self:
        """The addresses to which letters may go, the main one of each person first."""
        return self.filter(kind=ContactKind.EMAIL, bounced_at__isnull=True).order_by(
            "-is_primary", "pk"
        )


class ContactPoint(models.Model):
    """A way to reach somebody. Two people may share one: that is a warning, never a refusal."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="contact_points", verbose_name="personne"
    )
    kind = models.CharField("moyen", max_length=5, choices=ContactKind)
    value = models.CharField("coordonnée", max_length=254)
    normalised = models.CharField(
        "coordonnée comparée", max_length=254, editable=False, db_index=True
    )
    is_primary = models.BooleanField("principale", default=True)
    verified_at = models.DateTimeField("vérifiée le", null=True, blank=True)
    bounced_at = models.DateTimeField("en erreur depuis", null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = "coordonnée"
        ordering = ["kind", "-is_primary", "pk"]
        indexes = [
            models.Index(fields=["kind", "normalised", "person"], name="contact_by_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "normalised"],
                name="contact_once_a_person",
                violation_error_message="Cette coordonnée est déjà au dossier.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(is_primary=True),
                name="one_primary_contact_a_kind",
                violation_error_message="Une seule coordonnée de chaque sorte est principale.",
            ),
            models.CheckConstraint(
                name="contact_is_verified_or_in_error",
                condition=Q(verified_at__isnull=True) | Q(bounced_at__isnull=True),
                violation_error_message="Une coordonnée est vérifiée ou en erreur, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return read_phone(self.normalised) if self.kind == ContactKind.PHONE else self.value

    @property
    def state_words(self) -> str:
        """« vérifiée le 3 mars 2011 », « en erreur depuis le 3 mars 2011 », « pas encore vérifiée »."""
        if self.bounced_at:
            return f"en erreur depuis le {day(timezone.localdate(self.bounced_at))}"
        if self.verified_at:
            return f"vérifiée le {day(timezone.localdate(self.verified_at))}"
        return "pas encore vérifiée"
