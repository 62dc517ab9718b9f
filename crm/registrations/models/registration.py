from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from crm.consents.models import Wording
from forum.models import Edition


class RegistrationState(models.TextChoices):
    PENDING = "pending", "adresse à confirmer"
    CONFIRMED = "confirmed", "confirmée"
    WAITLISTED = "waitlisted", "en liste d’attente"
    OFFERED = "offered", "place proposée"
    CANCELLED = "cancelled", "annulée"


PATHS: dict[RegistrationState, set[RegistrationState]] = {
    RegistrationState.PENDING: {
        RegistrationState.CONFIRMED, RegistrationState.WAITLISTED, RegistrationState.CANCELLED
    },
    RegistrationState.WAITLISTED: {RegistrationState.OFFERED, RegistrationState.CANCELLED},
    RegistrationState.OFFERED: {
        RegistrationState.CONFIRMED, RegistrationState.WAITLISTED, RegistrationState.CANCELLED
    },
    RegistrationState.CONFIRMED: {RegistrationState.CANCELLED},
    RegistrationState.CANCELLED: set(),
}  # fmt: skip

LIVE = [
    RegistrationState.PENDING,
    RegistrationState.CONFIRMED,
    RegistrationState.WAITLISTED,
    RegistrationState.OFFERED,
]


class ForumRegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def confirmed(self) -> Self:
        return self.filter(state=RegistrationState.CONFIRMED)

    def overdue(self, at: datetime) -> Self:
        """Those whose address was not confirmed in time: their seats go back."""
        return self.filter(state=RegistrationState.PENDING, confirm_before__lte=at)


class Registration(models.Model):
    """A group that comes to an edition, one person at least, and who answers for it by e-mail.

    No file of the CRM: `person` is set when who registered asked to be called back, and then by hand.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name="édition")
    form_key = models.UUIDField("clé du formulaire", unique=True, editable=False)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    organisation = models.CharField("organisme", max_length=120, blank=True)
    origin = models.CharField("venue par", max_length=40, blank=True)
    declared_source = models.CharField("en ses mots", max_length=240, blank=True)
    wants_call = models.BooleanField("souhaite être rappelée", default=False)
    wants_invitations = models.BooleanField(
        "souhaite être invitée aux éditions suivantes", default=False
    )
    invitations_wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="accord lu"
    )
    wording = models.ForeignKey(
        Wording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="information lue",
    )
    invitations_withdrawn_at = models.DateTimeField(
        "ne veut plus d’invitation depuis le", null=True, blank=True
    )
    person = models.ForeignKey(
        "crm_people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forum_registrations",
        verbose_name="dossier",
    )
    walk_in = models.BooleanField("venue sans inscription", default=False)
    state = models.CharField(
        "état",
        max_length=10,
        choices=RegistrationState,
        default=RegistrationState.PENDING,
        db_index=True,
    )
    registered_at = models.DateTimeField("inscrite le")
    confirm_before = models.DateTimeField("à confirmer avant le", null=True, blank=True)
    # By the link that its letter held, or because an agent took the registration down.
    address_proven_at = models.DateTimeField("adresse confirmée le", null=True, blank=True)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    cancel_reason = models.CharField("motif", max_length=240, blank=True)
    forgotten_at = models.DateTimeField("coordonnées effacées le", null=True, blank=True)

    objects = ForumRegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription au Forum"
        verbose_name_plural = "inscriptions au Forum"
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email"],
                condition=Q(state__in=LIVE) & ~Q(email=""),
                name="one_live_registration_an_edition_and_address",
                violation_error_message="Cette adresse est déjà inscrite à cette édition.",
            ),
            models.CheckConstraint(
                name="forum_registration_cancelled_has_a_date",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                violation_error_message="Une inscription annulée porte sa date.",
            ),
            models.CheckConstraint(
                name="forum_registration_confirmed_has_a_date",
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                violation_error_message="Une inscription confirmée porte sa date.",
            ),
            models.CheckConstraint(
                name="forum_registration_pending_has_an_end",
                condition=Q(state="pending", confirm_before__isnull=False)
                | ~Q(state="pending") & Q(confirm_before__isnull=True),
                violation_error_message="Une inscription à confirmer porte son échéance.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Participant(models.Model):
    """One person of a group. `code` is what the ticket's QR says: random, it tells nothing."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="participants", verbose_name="inscription"
    )
    rank = models.PositiveSmallIntegerField("rang", default=1)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80)
    name_key = models.CharField("nom comparé", max_length=180, editable=False, db_index=True)
    organisation = models.CharField("organisme", max_length=120, blank=True)
    # What the house prepares, never a state of health: a place near the stage, a seat for a wheelchair.
    access_needs = models.CharField("à prévoir pour l’accueillir", max_length=240, blank=True)
    # The numbers of the workshops that they chose while no place is kept there for them.
    wishes = models.JSONField("ateliers souhaités", default=list, blank=True, editable=False)
    code = models.CharField("code du billet", max_length=16, unique=True, editable=False)
    left_at = models.DateTimeField("ne vient plus depuis le", null=True, blank=True)

    class Meta:
        verbose_name = "participant du Forum"
        verbose_name_plural = "participants du Forum"
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "rank"],
                name="one_participant_a_rank",
                violation_error_message="Ce rang est déjà pris dans le groupe.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
