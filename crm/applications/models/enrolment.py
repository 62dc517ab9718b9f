from __future__ import annotations

from django.db import models
from django.db.models import Q

from training.models import Session

from .application import Application


class RosterState(models.TextChoices):
    SELECTION = "selection", "sélection"
    CONFIRMED = "confirmed", "confirmée"
    RUNNING = "running", "en cours"
    ENDED = "ended", "terminée"
    FILED = "filed", "dossier clos"
    CANCELLED = "cancelled", "annulée"


class Roster(models.Model):
    """Our side of a session: its state and its seats. Its row is the lock of every allotment."""

    session = models.OneToOneField(
        Session, models.PROTECT, related_name="roster", verbose_name="session"
    )
    state = models.CharField(
        "état", max_length=9, choices=RosterState, default=RosterState.SELECTION
    )
    # The dates that its people know: when the catalogue says others, they are told.
    told_starts_on = models.DateField("début annoncé", null=True, blank=True)
    told_ends_on = models.DateField("fin annoncée", null=True, blank=True)

    class Meta:
        verbose_name = "effectif d’une session"
        verbose_name_plural = "effectifs des sessions"
        permissions = [
            ("see_every_roster", "Peut ouvrir toutes les sessions"),
            ("plan_roster", "Peut composer le calendrier des sessions"),
            ("correct_attendance", "Peut corriger une présence close"),
        ]

    def __str__(self) -> str:
        return f"effectif de {self.session}"


class SessionSeat(models.Model):
    """One seat. The database refuses a sixteenth where there are fifteen rows."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField("place n°")

    class Meta:
        verbose_name = "place"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "number"], name="seat_number_once_a_session")
        ]

    def __str__(self) -> str:
        return f"place {self.number}"


class EnrolmentState(models.TextChoices):
    OFFERED = "offered", "place proposée"
    CONFIRMED = "confirmed", "confirmée"
    STARTED = "started", "commencée"
    COMPLETED = "completed", "menée à terme"
    ABANDONED = "abandoned", "interrompue"
    DECLINED = "declined", "place déclinée"
    EXPIRED = "expired", "offre expirée"
    WITHDRAWN = "withdrawn", "retirée"


ENROLMENT_PATHS: dict[EnrolmentState, set[EnrolmentState]] = {
    EnrolmentState.OFFERED: {
        EnrolmentState.CONFIRMED,
        EnrolmentState.DECLINED,
        EnrolmentState.EXPIRED,
        EnrolmentState.WITHDRAWN,
    },
    EnrolmentState.CONFIRMED: {EnrolmentState.STARTED, EnrolmentState.WITHDRAWN},
    # Back to confirmed when the only half-day was noted by mistake.
    EnrolmentState.STARTED: {
        EnrolmentState.COMPLETED,
        EnrolmentState.ABANDONED,
        EnrolmentState.CONFIRMED,
    },
    EnrolmentState.COMPLETED: set(),
    EnrolmentState.ABANDONED: set(),
    # Back on the waiting list, and their turn came again.
    EnrolmentState.DECLINED: {EnrolmentState.OFFERED},
    EnrolmentState.EXPIRED: {EnrolmentState.OFFERED},
    # Their session was cancelled: a place in the next one.
    EnrolmentState.WITHDRAWN: {EnrolmentState.OFFERED},
}

# Those who hold a seat, from the offer to the end.
SEATED = [
    EnrolmentState.OFFERED,
    EnrolmentState.CONFIRMED,
    EnrolmentState.STARTED,
    EnrolmentState.COMPLETED,
]


class Enrolment(models.Model):
    """A place taken in a session by an admitted application."""

    application = models.OneToOneField(
        Application, models.PROTECT, related_name="enrolment", verbose_name="candidature"
    )
    roster = models.ForeignKey(
        Roster, models.PROTECT, related_name="enrolments", verbose_name="session"
    )
    seat = models.OneToOneField(
        SessionSeat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolment",
        verbose_name="place",
    )
    state = models.CharField(
        "état", max_length=9, choices=EnrolmentState, default=EnrolmentState.OFFERED
    )
    offered_at = models.DateTimeField("proposée le")
    # Kept once the offer is answered, or was not: it tells by when it had to be.
    expires_at = models.DateTimeField("réponse avant le", null=True, blank=True)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    ended_on = models.DateField("sortie le", null=True, blank=True)

    class Meta:
        verbose_name = "inscription"
        ordering = ["offered_at", "pk"]
        permissions = [("export_enrolment", "Peut exporter des inscriptions")]
        constraints = [
            models.CheckConstraint(
                name="enrolment_holds_a_seat_while_it_lasts",
                condition=Q(state__in=SEATED, seat__isnull=False)
                | (~Q(state__in=SEATED) & Q(seat__isnull=True)),
                violation_error_message="Une inscription tient une place tant qu’elle dure.",
            ),
            models.CheckConstraint(
                name="enrolment_offered_until_a_moment",
                condition=~Q(state="offered") | Q(expires_at__isnull=False),
                violation_error_message="Une place proposée l’est jusqu’à un moment.",
            ),
            models.CheckConstraint(
                name="enrolment_ended_has_a_date",
                condition=Q(state__in=["completed", "abandoned"], ended_on__isnull=False)
                | (~Q(state__in=["completed", "abandoned"]) & Q(ended_on__isnull=True)),
                violation_error_message="Une inscription finie porte sa date de sortie, et elle seule.",
            ),
        ]

    def __str__(self) -> str:
        return f"Inscription de {self.application.person}"
