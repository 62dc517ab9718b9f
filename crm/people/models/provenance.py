from __future__ import annotations

from django.conf import settings
from django.db import models

from .persons import Person


class SourceKind(models.TextChoices):
    TYPED = "typed", "saisi par l’équipe"
    FORM = "form", "formulaire du site"
    IMPORT = "import", "fichier importé"
    MERGE = "merge", "fusion de dossiers"


class Provenance(models.Model):
    """Where some values of a file came from, on a day: the names of the fields, never the values. Only added to.

    ref   which form, which file and line, which file number
    """

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="provenances", verbose_name="personne"
    )
    fields = models.JSONField("champs")
    kind = models.CharField("origine", max_length=6, choices=SourceKind)
    ref = models.CharField("précision", max_length=180, blank=True)
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )

    class Meta:
        verbose_name = "provenance d’informations"
        verbose_name_plural = "provenances d’informations"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="provenance_says_which_source",
                condition=~models.Q(kind__in=["import", "merge"]) | ~models.Q(ref=""),
                violation_error_message="Un import dit son fichier, une fusion son dossier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, dossier {self.person_id}"
