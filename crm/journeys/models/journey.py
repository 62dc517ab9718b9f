from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from crm.people.models import Household, Person
from territory.models import Commune, Origin

from .acquisition import Acquisition
from .relays import Replacement
from .stages import CloseReason, Stage, Track

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class JourneyQuerySet(models.QuerySet["Journey"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def running_for(self, person: Person | int) -> Journey | None:
        """The open journey of somebody that moved last."""
        rows = self.open().filter(person=person).select_related("owner")
        return rows.order_by("-stage_entered_at", "-pk").first()

    def owned_by(self, user: User | int, day: date | None = None) -> Self:
        """One's own, those one shares, and those of the colleagues one stands in for on a day, today
        unless told."""
        shared = Journey.co_owners.through.objects.filter(user=user)
        absent = Replacement.objects.absent_for(user, day or timezone.localdate())
        return self.filter(
            Q(owner=user)
            | Q(pk__in=shared.values("journey"))
            | Q(owner__in=absent.values("absent"))
        )

    def seen_by(self, user: User) -> Self:
        """All of them, or one's own without the right to see the team's."""
        if user.has_perm("crm_journeys.see_all_journeys"):
            return self.all()
        return self.owned_by(user)

    def late(self, at: datetime) -> Self:
        return self.open().filter(next_action_at__lt=at)

    def idle(self) -> Self:
        """Nobody said what comes next, and neither a training nor a support plan carries them."""
        carried = [Stage.TRAINEE, Stage.SUPPORTED]
        return self.open().filter(next_action_at__isnull=True).exclude(stage__in=carried)

    def running(self, day: date) -> Self:
        """Open and not paused on a day."""
        return self.open().exclude(pk__in=JourneyPause.objects.on(day).values("journey"))


class Journey(models.Model):
    """The way of one person on one track, from the first contact to the end of support."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="journeys", verbose_name="personne"
    )
    household = models.ForeignKey(
        Household,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="journeys",
        verbose_name="foyer",
    )
    track = models.CharField("parcours", max_length=2, choices=Track)
    stage = models.CharField(
        "étape", max_length=9, choices=Stage, default=Stage.CONTACT, db_index=True
    )
    stage_entered_at = models.DateTimeField("à cette étape depuis")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    co_owners = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="coréférents"
    )
    opened_at = models.DateTimeField("ouvert le")
    closed_at = models.DateTimeField("clos le", null=True, blank=True)
    close_reason = models.CharField(
        "motif de clôture", max_length=9, choices=CloseReason, blank=True, default=CloseReason.NONE
    )
    source = models.ForeignKey(
        Acquisition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="journeys",
        verbose_name="venue par",
    )
    # Frozen when the journey opens; a correction is a line of the journal, with its reason.
    origin = models.CharField(
        "origine", max_length=9, choices=Origin, default=Origin.UNKNOWN, editable=False
    )
    origin_commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="commune d’origine",
    )
    project = models.TextField("projet", blank=True)
    horizon = models.CharField(
        "échéance", max_length=80, blank=True, help_text="Par exemple : rentrée prochaine."
    )
    next_action = models.CharField("prochaine action", max_length=160, blank=True)
    next_action_at = models.DateTimeField("à faire avant le", null=True, blank=True, db_index=True)
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fait suite à",
    )

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = "parcours"
        verbose_name_plural = "parcours"
        ordering = ["-stage_entered_at"]
        permissions = [
            ("export_journey", "Peut exporter des parcours"),
            ("move_journey", "Peut faire avancer un parcours"),
            ("see_all_journeys", "Voit les parcours de toute l’équipe"),
            ("hand_over_journey", "Peut confier les parcours d’un collègue"),
            ("bulk_act", "Peut agir sur plusieurs parcours à la fois"),
            ("view_load", "Voit la charge de chaque conseiller"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "track"],
                condition=Q(closed_at__isnull=True),
                name="one_open_journey_a_person_and_track",
                violation_error_message="Cette personne suit déjà ce parcours.",
            ),
            models.CheckConstraint(
                name="journey_closed_with_a_reason",
                condition=Q(stage="closed", closed_at__isnull=False) & ~Q(close_reason="")
                | Q(stage="completed", closed_at__isnull=False, close_reason="")
                | ~Q(stage__in=["closed", "completed"])
                & Q(closed_at__isnull=True, close_reason=""),
                violation_error_message="Un parcours clos porte une date et un motif.",
            ),
            models.CheckConstraint(
                name="journey_closes_after_it_opens",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                violation_error_message="La clôture précède l’ouverture.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_track_display()}"


class PauseQuerySet(models.QuerySet["JourneyPause"]):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, resume_on__gt=day)


class JourneyPause(models.Model):
    """A pause: the stage stays, the clock of the stage does not run."""

    journey = models.ForeignKey(
        Journey, models.CASCADE, related_name="pauses", verbose_name="parcours"
    )
    starts_on = models.DateField("depuis")
    resume_on = models.DateField("reprise le")
    reason = models.CharField("motif", max_length=240)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "pause"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="journey_pause_ends_after_it_starts",
                condition=Q(resume_on__gt=F("starts_on")),
                violation_error_message="La reprise suit le début de la pause.",
            ),
            models.CheckConstraint(
                name="journey_pause_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Une pause a un motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"en pause jusqu’au {self.resume_on:%d/%m/%Y}"
