from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from editorial.calendars import moment

from .rooms import Room, Strand
from .speakers import Speaker


class SlotKind(models.TextChoices):
    PLENARY = "plenary", "plénière"
    ROUND_TABLE = "round_table", "table ronde"
    TALK = "talk", "conférence"
    WORKSHOP = "workshop", "atelier"
    DEMONSTRATION = "demonstration", "démonstration"
    VISIT = "visit", "visite"
    MEETING = "meeting", "rencontre"
    MEAL = "meal", "repas"
    BREAK = "break", "accueil ou pause"


PAUSES = {SlotKind.MEAL, SlotKind.BREAK}


class Slot(ClusterableModel):
    """One line of the programme. Drafts may leave day, hours and title open: only publishing asks for them."""

    page = ParentalKey(
        "forum.EditionPage", on_delete=models.CASCADE, related_name="slots", verbose_name="page"
    )
    day = models.DateField("jour", null=True)
    starts_at = models.TimeField("de", null=True)
    ends_at = models.TimeField("à", null=True)
    kind = models.CharField("nature", max_length=13, choices=SlotKind, default=SlotKind.TALK)
    strand = models.ForeignKey(
        Strand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name="fil",
        help_text="Vide : pour tout le monde.",
    )
    title = models.CharField("intitulé", max_length=160)
    text = models.TextField("en deux phrases", max_length=600, blank=True)
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="slots", verbose_name="salle"
    )
    seats = models.PositiveSmallIntegerField(
        "places",
        null=True,
        blank=True,
        help_text="Pour un atelier ou une visite où l’on choisit sa place. Vide : non comptées.",
    )
    open_entry = models.BooleanField("ouvert sans inscription", default=False)

    panels: list[Any] = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("strand"), FieldPanel("room")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("open_entry")]),
        InlinePanel("appearances", label="intervenant", heading="Intervenants"),
    ]

    class Meta:
        verbose_name = "créneau du programme"
        verbose_name_plural = "créneaux du programme"
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="slot_ends_after_it_starts",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Un créneau finit après avoir commencé.",
            ),
            models.CheckConstraint(
                name="slot_open_to_all_counts_no_seats",
                condition=Q(open_entry=False) | Q(seats__isnull=True),
                violation_error_message="Ouvert sans inscription, un créneau ne compte pas de places.",
            ),
            models.CheckConstraint(
                name="slot_has_a_seat_at_least",
                condition=Q(seats__isnull=True) | Q(seats__gt=0),
                violation_error_message="Indiquez au moins une place, ou laissez vide.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "créneau sans intitulé"

    def clean(self) -> None:
        """Say beside the field what the database would say of the whole row."""
        super().clean()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = "Un créneau finit après avoir commencé."
        if self.open_entry and self.seats is not None:
            errors["seats"] = "Ouvert sans inscription, un créneau ne compte pas de places."
        elif self.seats == 0:
            errors["seats"] = "Indiquez au moins une place, ou laissez vide."
        if errors:
            raise ValidationError(errors)

    @property
    def is_pause(self) -> bool:
        return self.kind in PAUSES

    @property
    def is_set(self) -> bool:
        """Whether it can stand in a timetable."""
        return bool(self.day and self.starts_at and self.ends_at)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Both moments, on the clocks of the territory. Only for a slot that is set."""
        day, starts_at, ends_at = self.day or date.min, self.starts_at, self.ends_at
        return moment(day, starts_at or time()), moment(day, ends_at or time())


class Appearance(Orderable):
    """Who speaks in a slot, with their function and organisation as they were at the time.

    The form refuses somebody twice: were the database to refuse it too, two lines could not exchange
    their speakers.
    """

    slot = ParentalKey(
        Slot, on_delete=models.CASCADE, related_name="appearances", verbose_name="créneau"
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="appearances", verbose_name="intervenant"
    )
    role = models.CharField(
        "fonction à cette date",
        max_length=160,
        blank=True,
        help_text="Telle qu’elle était alors : elle ne changera pas avec la personne.",
    )
    organisation = models.CharField("organisme à cette date", max_length=160, blank=True)

    panels = [
        FieldPanel("speaker"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "intervention"
        verbose_name_plural = "interventions"

    def __str__(self) -> str:
        return str(self.speaker)

    @property
    def title(self) -> str:
        return ", ".join(part for part in (self.role, self.organisation) if part)
