from __future__ import annotations

from django.db import models
from django.db.models import Q

from forum.models import Edition, Slot

from .registration import Participant


class Stop(models.TextChoices):
    CANCELLED = "cancelled", "annulation"
    POSTPONED = "postponed", "report"


class Roster(models.Model):
    """What the plugin knows of an edition beside its row. Its row is the lock of the edition's seats."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, related_name="+", verbose_name="édition"
    )
    # Until then people change their registration themselves; nothing: some hours before the first day.
    frozen_at = models.DateTimeField("inscriptions figées le", null=True, blank=True)
    # Where and when, as those who come were last told it; and whether they know that it does not take place.
    told = models.CharField("annoncé", max_length=300, blank=True, editable=False)
    stop_told = models.CharField(
        "arrêt annoncé", max_length=9, choices=Stop, blank=True, editable=False
    )

    class Meta:
        verbose_name = "inscriptions d’une édition"
        verbose_name_plural = "inscriptions des éditions"

    def __str__(self) -> str:
        return f"Inscriptions, {self.edition}"


class EditionSeat(models.Model):
    """One place of an edition. The database gives it once. None where the edition counts no places."""

    roster = models.ForeignKey(
        Roster, models.CASCADE, related_name="seats", verbose_name="inscriptions"
    )
    number = models.PositiveSmallIntegerField("numéro")
    participant = models.OneToOneField(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name="participant",
    )

    class Meta:
        verbose_name = "place du Forum"
        verbose_name_plural = "places du Forum"
        ordering = ["roster", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "number"],
                name="one_seat_an_edition_and_number",
                violation_error_message="Cette place existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return f"place {self.number}"


class WorkshopSeat(models.Model):
    """One place of a slot that counts its places: a workshop, a visit. The database gives it once.

    A slot that leaves the programme leaves its seats behind: those who had one are told, then they go.
    """

    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, related_name="+", verbose_name="atelier"
    )
    number = models.PositiveSmallIntegerField("numéro")
    participant = models.ForeignKey(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name="participant",
    )
    # Offered to somebody who waited for it: theirs once they say so, until then.
    held_until = models.DateTimeField("gardée jusqu’au", null=True, blank=True)
    # Title, day, hours and room, as who sits there was last told them.
    told = models.CharField("annoncé", max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = "place d’un atelier"
        verbose_name_plural = "places des ateliers"
        ordering = ["slot", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "number"],
                name="one_seat_a_slot_and_number",
                violation_error_message="Cette place existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["slot", "participant"],
                condition=Q(participant__isnull=False),
                name="one_seat_a_slot_and_participant",
                violation_error_message="Cette personne a déjà une place à cet atelier.",
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.number}"
