from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.consents.models import Wording
from crm.people.models import Person
from crm.waiting.models import WaitEntry
from telecentre.models import Site

from .booking import Booking


class OfficeState(models.TextChoices):
    NEW = "new", "à traiter"
    WAITING = "waiting", "sur la liste d’attente"
    PASSED = "passed", "offre laissée"
    GIVEN = "given", "bureau attribué"
    ANSWERED = "answered", "répondue"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"
    SPAM = "spam", "indésirable"


_ENDS = {OfficeState.GIVEN, OfficeState.REFUSED, OfficeState.WITHDRAWN}
OFFICE_PATHS: dict[OfficeState, set[OfficeState]] = {
    OfficeState.NEW: {OfficeState.WAITING, OfficeState.ANSWERED, OfficeState.SPAM} | _ENDS,
    OfficeState.WAITING: {OfficeState.PASSED} | _ENDS,
    # An offer was declined, or not answered: back to the list when its person asks.
    OfficeState.PASSED: {OfficeState.WAITING} | _ENDS,
    OfficeState.ANSWERED: {OfficeState.NEW, OfficeState.WAITING} | _ENDS,
    OfficeState.REFUSED: {OfficeState.NEW},
    OfficeState.SPAM: {OfficeState.NEW},
    OfficeState.GIVEN: set(),
    OfficeState.WITHDRAWN: set(),
}
# Those of a person who is known.
FILED = [OfficeState.WAITING, OfficeState.PASSED, OfficeState.GIVEN]
MOST_DESKS = 4


class OfficeRequestQuerySet(models.QuerySet["OfficeRequest"]):
    def new(self) -> Self:
        return self.filter(state=OfficeState.NEW)


class OfficeRequest(models.Model):
    """An office that somebody asks for, on the site or at the desk.

    payload   who asks, as they said it: first_name, last_name, email, phone
    weekdays  the days of a week, « 024 » (Monday is 0)
    desks     how many offices, one a person of the party
    site      None where any will do
    """

    form_key = models.UUIDField("clé du formulaire", unique=True, null=True, blank=True)
    payload = models.JSONField("coordonnées données", default=dict, blank=True)
    # In the forms in which addresses compare: they find look-alikes, and what is to be erased.
    email_key = models.CharField("courriel comparé", max_length=254, blank=True, db_index=True)
    phone_key = models.CharField("téléphone comparé", max_length=20, blank=True, db_index=True)
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, verbose_name="texte d’information lu"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="office_requests",
        verbose_name="personne",
    )
    received_at = models.DateTimeField("reçue le", db_index=True)
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="site"
    )
    wished_from = models.DateField("à partir du")
    weekdays = models.CharField("jours de la semaine", max_length=7)
    desks = models.PositiveSmallIntegerField("bureaux demandés", default=1)
    text = models.TextField("précisions", max_length=2000, blank=True)
    state = models.CharField(
        "état", max_length=9, choices=OfficeState, default=OfficeState.NEW, db_index=True
    )
    reason = models.CharField("motif", max_length=500, blank=True)
    handled_at = models.DateTimeField("traitée le", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="traitée par",
    )

    objects = OfficeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de bureau"
        verbose_name_plural = "demandes de bureau"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting"),
                name="office_waited_for_once_a_person",
                violation_error_message="Cette personne attend déjà un bureau.",
            ),
            models.CheckConstraint(
                name="office_request_of_somebody_known",
                condition=~Q(state__in=FILED) | Q(person__isnull=False),
                violation_error_message="Rattachez d’abord la demande à un dossier.",
            ),
            models.CheckConstraint(
                name="office_request_handled_once_it_moved",
                condition=Q(state="new", handled_at__isnull=True)
                | (~Q(state="new") & Q(handled_at__isnull=False)),
                violation_error_message="Une demande traitée porte la date à laquelle elle l’a été.",
            ),
            models.CheckConstraint(
                name="office_request_refused_with_a_reason",
                condition=~Q(state="refused") | ~Q(reason=""),
                violation_error_message="Un refus est motivé.",
            ),
            models.CheckConstraint(
                name="office_request_for_somebody",
                condition=Q(desks__gte=1, desks__lte=MOST_DESKS) & ~Q(weekdays=""),
                violation_error_message="On demande un à quatre bureaux, un jour au moins.",
            ),
        ]

    def __str__(self) -> str:
        return f"demande de bureau du {self.received_at:%d/%m/%Y}"

    @property
    def sender(self) -> str:
        if self.person is not None:
            return str(self.person)
        told = f"{self.payload.get('first_name', '')} {self.payload.get('last_name', '')}".strip()
        return told or "Demandeur effacé"

    @property
    def email(self) -> str:
        return str(self.payload.get("email", ""))

    @property
    def days(self) -> list[int]:
        return [int(day) for day in self.weekdays]


class OfferState(models.TextChoices):
    RUNNING = "running", "en cours"
    ACCEPTED = "accepted", "acceptée"
    DECLINED = "declined", "déclinée"
    EXPIRED = "expired", "restée sans réponse"
    WITHDRAWN = "withdrawn", "reprise"


OFFER_PATHS: dict[OfferState, set[OfferState]] = {
    OfferState.RUNNING: set(OfferState) - {OfferState.RUNNING},
} | {state: set() for state in OfferState if state != OfferState.RUNNING}


class OfficeOffer(models.Model):
    """Offices kept for somebody until they answer: bookings that nobody else can have meanwhile."""

    request = models.ForeignKey(
        OfficeRequest, models.PROTECT, related_name="offers", verbose_name="demande"
    )
    entry = models.ForeignKey(
        WaitEntry, models.PROTECT, related_name="office_offers", verbose_name="attente"
    )
    bookings = models.ManyToManyField(
        Booking, related_name="office_offers", verbose_name="réservations tenues"
    )
    starts_on = models.DateField("à partir du")
    ends_on = models.DateField("jusqu’au")
    offered_at = models.DateTimeField("proposée le")
    expires_at = models.DateTimeField("réponse avant le", db_index=True)
    state = models.CharField(
        "état", max_length=9, choices=OfferState, default=OfferState.RUNNING, db_index=True
    )
    answered_at = models.DateTimeField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "offre de bureau"
        verbose_name_plural = "offres de bureau"
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state="running"),
                name="office_offer_runs_once_a_request",
                violation_error_message="Une offre court déjà pour cette demande.",
            ),
            models.CheckConstraint(
                name="office_offer_answered_has_a_date",
                condition=Q(state="running", answered_at__isnull=True)
                | (~Q(state="running") & Q(answered_at__isnull=False)),
                violation_error_message="Une offre close porte sa date.",
            ),
            models.CheckConstraint(
                name="office_offer_in_order",
                condition=Q(ends_on__gte=F("starts_on"), expires_at__gt=F("offered_at")),
                violation_error_message="La fin de l’offre précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"offre du {self.offered_at:%d/%m/%Y}"
