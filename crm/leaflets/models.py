"""Batches of leaflets, where they were left, and how many times the address they bear was opened."""

from __future__ import annotations

import secrets

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from territory.models import Commune

# Neither 0 nor O, neither 1 nor I: a short address is copied by hand from a sheet of paper.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 5


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class LeafletBatch(models.Model):
    """What one printing made: so many copies, that all bear the same short address.

    target        the page of the site to which the short address leads; the leaflet's own without one
    cost_cents    what the printing cost, None when nobody said
    closed_at     the short address leads to the page still, and no longer counts for the batch
    """

    label = models.CharField("nom", max_length=120, help_text="Par exemple : salons du printemps.")
    version = models.CharField(
        "version du dépliant", max_length=40, help_text="Par exemple : 2012, première édition."
    )
    printed = models.PositiveIntegerField(
        "exemplaires imprimés",
        validators=[MinValueValidator(1, "Indiquez au moins un exemplaire.")],
    )
    printed_on = models.DateField("imprimé le")
    short_code = models.CharField(
        "code court",
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(
                f"^[{LETTERS}]{{4,12}}$",
                "Quatre à douze lettres capitales ou chiffres, sans 0, O, 1 ni I.",
            )
        ],
        error_messages={"unique": "Ce code est celui d’un autre tirage."},
    )
    target = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page où mène l’adresse",
    )
    cost_cents = models.PositiveIntegerField("coût (centimes)", null=True, blank=True)
    created_at = models.DateTimeField("créé le")
    closed_at = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "tirage de dépliants"
        verbose_name_plural = "tirages de dépliants"
        ordering = ["-printed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="leaflet_batch_has_copies",
                condition=Q(printed__gte=1),
                violation_error_message="Un tirage compte au moins un exemplaire.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def origin_code(self) -> str:
        """The code that the address of the page carries: it is read in small letters."""
        return f"d-{self.short_code.lower()}"


class Drop(models.Model):
    """So many copies left somewhere on a day. Never more in all than were printed."""

    batch = models.ForeignKey(
        LeafletBatch, models.PROTECT, related_name="drops", verbose_name="tirage"
    )
    place = models.CharField(
        "lieu", max_length=120, help_text="Par exemple : office de tourisme de Murat."
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
    )
    organisation = models.CharField("organisme", max_length=120, blank=True)
    quantity = models.PositiveIntegerField(
        "exemplaires", validators=[MinValueValidator(1, "Indiquez au moins un exemplaire.")]
    )
    on = models.DateField("déposés le")

    class Meta:
        verbose_name = "dépôt de dépliants"
        verbose_name_plural = "dépôts de dépliants"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="leaflet_drop_has_copies",
                condition=Q(quantity__gte=1),
                violation_error_message="Un dépôt compte au moins un exemplaire.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.on:%d/%m/%Y}"


class BatchVisit(models.Model):
    """How many times a short address was opened on a day. Nothing is known of who opened it."""

    batch = models.ForeignKey(
        LeafletBatch, models.CASCADE, related_name="visits", verbose_name="tirage"
    )
    day = models.DateField("jour")
    count = models.PositiveIntegerField("nombre", default=0)

    class Meta:
        verbose_name = "visites d’une adresse courte"
        verbose_name_plural = "visites des adresses courtes"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "day"],
                name="leaflet_visits_once_a_batch_and_day",
                violation_error_message="Ces visites sont déjà comptées.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} : {self.count}"
