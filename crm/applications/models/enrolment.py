from __future__ import annotations

from django.db import models
from django.db.models import Q

from training.models import Module, Session

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
    EnrolmentState.STARTED: {EnrolmentState.COMPLETED, EnrolmentState.ABANDONED},
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


class HalfDay(models.TextChoices):
    MORNING = "am", "matin"
    AFTERNOON = "pm", "après-midi"


class Mode(models.TextChoices):
    ON_SITE = "on_site", "sur place"
    DISTANCE = "distance", "à distance"


class Attendance(models.Model):
    """One half-day of one trainee, signed by both or kept on a paper sheet."""

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="attendances", verbose_name="inscription"
    )
    date = models.DateField("jour", db_index=True)
    half = models.CharField("demi-journée", max_length=2, choices=HalfDay)
    mode = models.CharField("modalité", max_length=8, choices=Mode, default=Mode.ON_SITE)
    minutes = models.PositiveSmallIntegerField("durée (minutes)", default=210)
    trainee_signed_at = models.DateTimeField("signée par la personne le", null=True, blank=True)
    trainer_signed_at = models.DateTimeField("signée par le formateur le", null=True, blank=True)
    on_paper = models.BooleanField("feuille papier signée", default=False)

    class Meta:
        verbose_name = "présence en formation"
        verbose_name_plural = "présences en formation"
        ordering = ["date", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "date", "half"],
                name="attendance_once_a_half_day",
                violation_error_message="Cette demi-journée est déjà notée.",
            ),
            models.CheckConstraint(
                name="attendance_lasts_a_while",
                condition=Q(minutes__gte=1, minutes__lte=300),
                violation_error_message="Une demi-journée dure de 1 à 300 minutes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_half_display()}"


class ModuleResult(models.Model):
    """A distance module of one trainee: hours count once work is handed in or validated."""

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="results", verbose_name="inscription"
    )
    module = models.ForeignKey(Module, models.PROTECT, related_name="+", verbose_name="module")
    handed_in_at = models.DateTimeField("rendu le", null=True, blank=True)
    validated_at = models.DateTimeField("validé le", null=True, blank=True)
    hours_credited = models.PositiveSmallIntegerField("heures retenues", default=0)

    class Meta:
        verbose_name = "résultat de module"
        verbose_name_plural = "résultats de modules"
        ordering = ["module__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module"],
                name="result_once_a_module",
                violation_error_message="Ce module a déjà un résultat.",
            ),
            models.CheckConstraint(
                name="result_credited_on_evidence",
                condition=Q(hours_credited=0)
                | Q(handed_in_at__isnull=False)
                | Q(validated_at__isnull=False),
                violation_error_message="Des heures à distance se retiennent sur un travail rendu.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.module)
