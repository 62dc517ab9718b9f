from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from editorial.plugins import check_capacity


class EditionState(models.TextChoices):
    ANNOUNCED = "announced", "Annoncé"
    OPEN = "open", "Inscriptions ouvertes"
    CLOSED = "closed", "Inscriptions closes"
    UNDERWAY = "underway", "En ce moment"
    ENDED = "ended", "Terminé"
    POSTPONED = "postponed", "Reporté"
    CANCELLED = "cancelled", "Annulé"


class EditionQuerySet(models.QuerySet["Edition"]):
    def to_come(self, day: date) -> Self:
        """Half-open: an edition is to come until its last day is over."""
        return self.filter(ends_on__gte=day).order_by("starts_on")

    def past(self, day: date) -> Self:
        return self.filter(ends_on__lt=day).order_by("-starts_on")


class Edition(models.Model):
    """One edition of the Forum. Staff decide dates, capacity, cancellation; its state is computed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField("numéro", unique=True)
    title = models.CharField("intitulé", max_length=120)
    starts_on = models.DateField("premier jour", db_index=True)
    ends_on = models.DateField("dernier jour")
    place = models.CharField("lieu", max_length=160)
    capacity = models.PositiveSmallIntegerField("places", null=True, blank=True)
    registration_opens_on = models.DateField("ouverture des inscriptions", null=True, blank=True)
    registration_closes_on = models.DateField(
        "clôture des inscriptions",
        null=True,
        blank=True,
        help_text="Dernier jour où l’on peut s’inscrire, compris.",
    )
    postponed = models.BooleanField("reporté à une date à venir", default=False)
    cancelled_on = models.DateField("annulé le", null=True, blank=True)
    reason = models.CharField(
        "motif du report ou de l’annulation",
        max_length=240,
        blank=True,
        help_text="Une phrase, montrée au public.",
    )
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("place"),
            ],
            heading="Dates et lieu",
        ),
        MultiFieldPanel(
            [
                FieldPanel("capacity"),
                FieldRowPanel(
                    [FieldPanel("registration_opens_on"), FieldPanel("registration_closes_on")]
                ),
            ],
            heading="Inscriptions",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("postponed"), FieldPanel("cancelled_on")]),
                FieldPanel("reason"),
            ],
            heading="Report ou annulation",
            classname="collapsed",
        ),
    ]

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition du Forum"
        verbose_name_plural = "éditions du Forum"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="edition_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Le dernier jour précède le premier.",
            ),
            models.CheckConstraint(
                name="edition_registration_window_is_whole",
                condition=Q(
                    registration_opens_on__isnull=True,
                    registration_closes_on__isnull=True,
                )
                | Q(
                    registration_opens_on__isnull=False,
                    registration_closes_on__isnull=False,
                    registration_closes_on__gte=F("registration_opens_on"),
                    registration_closes_on__lte=F("starts_on"),
                ),
                violation_error_message=(
                    "Les inscriptions ont une ouverture et une clôture, dans cet ordre, "
                    "au plus tard le premier jour du Forum."
                ),
            ),
            models.CheckConstraint(
                name="edition_stopped_with_a_reason",
                condition=Q(postponed=False, cancelled_on__isnull=True, reason="")
                | ((Q(postponed=True) | Q(cancelled_on__isnull=False)) & ~Q(reason="")),
                violation_error_message="Un report ou une annulation porte un motif.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Say beside the field what the database would say of the whole row."""
        super().clean()
        errors = dict(self.refused_dates())
        if self.pk and self.capacity and (refusal := check_capacity(self, self.capacity)):
            errors["capacity"] = refusal
        if (self.postponed or self.cancelled_on) and not self.reason:
            errors["reason"] = "Un report ou une annulation porte un motif."
        if errors:
            raise ValidationError(errors)

    def refused_dates(self) -> Iterator[tuple[str, str]]:
        opens, closes = self.registration_opens_on, self.registration_closes_on
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            yield "ends_on", "Le dernier jour précède le premier."
        if opens and not closes:
            yield "registration_closes_on", "Indiquez aussi la clôture des inscriptions."
        if closes and not opens:
            yield "registration_opens_on", "Indiquez aussi l’ouverture des inscriptions."
        if opens and closes and closes < opens:
            yield "registration_closes_on", "La clôture des inscriptions précède leur ouverture."
        elif closes and self.starts_on and closes > self.starts_on:
            yield (
                "registration_closes_on",
                "Les inscriptions se closent au plus tard le premier jour du Forum.",
            )

    def state_on(self, day: date) -> EditionState:
        if self.cancelled_on:
            return EditionState.CANCELLED
        if day > self.ends_on:
            return EditionState.ENDED
        if self.postponed:
            return EditionState.POSTPONED
        if day >= self.starts_on:
            return EditionState.UNDERWAY
        opens, closes = self.registration_opens_on, self.registration_closes_on
        if opens is None or closes is None or day < opens:
            return EditionState.ANNOUNCED
        return EditionState.OPEN if day <= closes else EditionState.CLOSED

    @property
    def state(self) -> EditionState:
        return self.state_on(timezone.localdate())
