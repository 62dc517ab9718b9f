from __future__ import annotations

from django.db import models
from django.db.models import Q

from crm.needs.models import Need

from .helpers import Helper


class ItemKind(models.TextChoices):
    """All that a partner may ever be shown. What is not here is shown to none."""

    FULL_NAME = "full_name", "le prénom et le nom"
    PHONE = "phone", "le téléphone"
    WORDS = "words", "quelques mots sur le projet"
    HOUSEHOLD = "household", "la composition du foyer, en nombres"
    STAGE = "stage", "l’étape où en est le parcours"
    SETTLEMENT = "settlement", "la commune et la date d’installation"
    VISIT = "visit", "le programme de la prochaine visite"
    NEED = "need", "un besoin du foyer"


class SharedItem(models.Model):
    """One thing shown to one partner, once the person has agreed to it after it was added."""

    helper = models.ForeignKey(
        Helper, models.CASCADE, related_name="items", verbose_name="partenaire"
    )
    kind = models.CharField("quoi", max_length=10, choices=ItemKind)
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="besoin"
    )
    text = models.CharField("mots écrits pour le partenaire", max_length=600, blank=True)
    added_at = models.DateTimeField("ajouté le")

    class Meta:
        verbose_name = "élément partagé"
        verbose_name_plural = "éléments partagés"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "kind"],
                condition=Q(need__isnull=True),
                name="shared_once",
                violation_error_message="Cet élément est déjà partagé.",
            ),
            models.UniqueConstraint(
                fields=["helper", "need"],
                condition=Q(need__isnull=False),
                name="need_shared_once",
                violation_error_message="Ce besoin est déjà partagé.",
            ),
            models.CheckConstraint(
                name="shared_item_has_its_target",
                condition=Q(kind="need", need__isnull=False, text="")
                | Q(kind="words", need__isnull=True) & ~Q(text="")
                | Q(kind__in=["full_name", "phone", "household", "stage", "settlement", "visit"])
                & Q(need__isnull=True, text=""),
                violation_error_message="Un besoin partagé désigne un besoin ; des mots se lisent.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
