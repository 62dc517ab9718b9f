from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Concat

from crm.consents.models import Consent, Purpose
from crm.journeys.models import Journey
from crm.organisations.models import Organisation

ABOUT = "aide-"


class HelperState(models.TextChoices):
    ASKED = "asked", "attend l’accord de la personne"
    ACTIVE = "active", "accès ouvert"
    ENDED = "ended", "accès retiré"


# An access that was taken away does not come back: the partner is invited again, and consent asked again.
HELPER_PATHS: dict[HelperState, set[HelperState]] = {
    HelperState.ASKED: {HelperState.ACTIVE, HelperState.ENDED},
    HelperState.ACTIVE: {HelperState.ENDED},
    HelperState.ENDED: set(),
}


class HelperQuerySet(models.QuerySet["Helper"]):
    def standing(self) -> Self:
        return self.exclude(state=HelperState.ENDED)

    def with_consent(self) -> Self:
        """Add `agreed_at`: when the person said yes to this very partner, if that is their last word."""
        about = Concat(models.Value(ABOUT), Cast(OuterRef("pk"), models.CharField(max_length=20)))
        said = Consent.objects.filter(
            person=OuterRef("journey__person"), purpose=Purpose.SHARE, about=about
        )
        return self.annotate(agreed_at=Subquery(said.current().filter(given=True).values("at")[:1]))

    def seeing(self, day: date) -> Self:
        """Those who may see something on a day. Read at each request: nothing of it is copied anywhere."""
        return self.with_consent().filter(
            state=HelperState.ACTIVE,
            agreed_at__isnull=False,
            starts_on__lte=day,
            ends_on__gte=day,
            agreed_until__gte=day,
            journey__closed_at__isnull=True,
            journey__person__merged_into__isnull=True,
            journey__person__anonymised_at__isnull=True,
            journey__person__restricted_at__isnull=True,
        )


class Helper(models.Model):
    """A partner invited to one journey, for a time, who sees what was chosen and nothing else."""

    journey = models.ForeignKey(
        Journey, models.CASCADE, related_name="helpers", verbose_name="parcours"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation",
    )
    name = models.CharField("nom", max_length=120)
    email = models.EmailField("courriel")
    email_key = models.CharField("courriel comparé", max_length=254, editable=False, db_index=True)
    role = models.CharField(
        "à quel titre", max_length=160, help_text="Par exemple\u00a0: directrice de l’école."
    )
    state = models.CharField(
        "état", max_length=6, choices=HelperState, default=HelperState.ASKED, db_index=True
    )
    starts_on = models.DateField("à partir du")
    ends_on = models.DateField("jusqu’au (compris)", db_index=True)
    agreed_until = models.DateField("accord jusqu’au (compris)", null=True, blank=True)
    invited_at = models.DateTimeField("invité le")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="invité par",
    )
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="retiré par",
    )
    revoked_reason = models.CharField("motif du retrait", max_length=240, blank=True)
    last_seen_at = models.DateTimeField("dernière visite", null=True, blank=True)

    agreed_at: datetime | None  # present on rows read through with_consent()

    objects = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = "partenaire du cercle"
        verbose_name_plural = "partenaires du cercle"
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "email_key"],
                condition=~Q(state="ended"),
                name="one_standing_helper_a_journey_and_address",
                violation_error_message="Cette adresse est déjà invitée à ce parcours.",
            ),
            models.CheckConstraint(
                name="helper_ended_with_a_date_and_a_reason",
                condition=Q(state="ended", revoked_at__isnull=False) & ~Q(revoked_reason="")
                | ~Q(state="ended") & Q(revoked_at__isnull=True, revoked_reason=""),
                violation_error_message="Un accès retiré porte une date et un motif.",
            ),
            models.CheckConstraint(
                name="helper_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin de l’accès précède son début.",
            ),
            models.CheckConstraint(
                name="helper_is_somebody",
                condition=~Q(name="") & ~Q(email_key="") & ~Q(role=""),
                violation_error_message="Dites qui est ce partenaire et à quel titre il aide.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"

    @property
    def about(self) -> str:
        """How a consent names this partner."""
        return f"{ABOUT}{self.pk}"
