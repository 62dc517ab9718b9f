from __future__ import annotations

from django.db import models


class AcquisitionKind(models.TextChoices):
    WEB = "web", "site internet"
    PRESS = "press", "presse"
    FORUM = "forum", "Forum du télétravail"
    LEAFLET = "leaflet", "dépliant"
    PARTNER = "partner", "partenaire"
    WORD_OF_MOUTH = "word_of_mouth", "bouche-à-oreille"
    OTHER = "other", "autre"


class Acquisition(models.Model):
    """What brought somebody: the action, the words in which they said it, the page they wrote from."""

    kind = models.CharField("venue par", max_length=13, choices=AcquisitionKind)
    edition = models.ForeignKey(
        "forum.Edition",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="édition du Forum",
    )
    declared_text = models.CharField("en ses mots", max_length=240, blank=True)
    page = models.CharField("page du site", max_length=200, blank=True)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "origine du contact"
        verbose_name_plural = "origines des contacts"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.get_kind_display()
