from __future__ import annotations

from django.db import models
from wagtail.models import Page

from crm.leaflets.models import LeafletBatch
from crm.people.models import Person


class AcquisitionKind(models.TextChoices):
    WEB = "web", "site internet"
    PRESS = "press", "presse"
    FORUM = "forum", "Forum du télétravail"
    LEAFLET = "leaflet", "dépliant"
    NEWSLETTER = "newsletter", "lettre d’information"
    PARTNER = "partner", "partenaire"
    WORD_OF_MOUTH = "word_of_mouth", "bouche-à-oreille"
    OTHER = "other", "autre"


class Acquisition(models.Model):
    """What brought somebody: the action, the words in which they said it, the page they wrote from.

    code    the code that the address carried, as it came; the item that it names is in its own field
    issue   the page of the letter's issue
    """

    kind = models.CharField("venue par", max_length=13, choices=AcquisitionKind)
    edition = models.ForeignKey(
        "forum.Edition",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="édition du Forum",
    )
    coverage = models.ForeignKey(
        "news.Coverage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="article de presse",
    )
    leaflet_batch = models.ForeignKey(
        LeafletBatch,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tirage de dépliants",
    )
    issue = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="numéro de la lettre",
    )
    code = models.CharField("code de l’adresse", max_length=40, blank=True)
    declared_text = models.CharField("en ses mots", max_length=240, blank=True)
    page = models.CharField("page du site", max_length=200, blank=True)
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "origine du contact"
        verbose_name_plural = "origines des contacts"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def item(self) -> models.Model | None:
        """The article, the edition, the batch or the issue that it names."""
        return self.coverage or self.edition or self.leaflet_batch or self.issue


class TouchKind(models.TextChoices):
    OPENING = "opening", "ouverture du parcours"
    CONTACT = "contact", "message ou rappel"
    APPLICATION = "application", "candidature"
    APPOINTMENT = "appointment", "rendez-vous"
    RESIDENCE = "residence", "demande de résidence"
    OFFICE = "office", "demande de bureau"


class Touch(models.Model):
    """One time that something brought somebody to us. Rows are added, never taken away."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="touches", verbose_name="personne"
    )
    journey = models.ForeignKey(
        "crm_journeys.Journey",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="touches",
        verbose_name="parcours",
    )
    kind = models.CharField("à l’occasion de", max_length=11, choices=TouchKind)
    acquisition = models.ForeignKey(
        Acquisition, models.PROTECT, related_name="touches", verbose_name="venue par"
    )
    at = models.DateTimeField("le", db_index=True)

    class Meta:
        verbose_name = "venue"
        verbose_name_plural = "venues"
        ordering = ["at", "pk"]
        permissions = [("view_origins", "Voit, en nombres, ce qui amène les familles")]
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(kind="opening"),
                name="one_opening_touch_a_journey",
                violation_error_message="Ce parcours a déjà sa venue d’ouverture.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d/%m/%Y}"
