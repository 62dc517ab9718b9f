from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.mailings.models import Mailing
from news.models import ReleasePage

from .contacts import Beat, PressContact
from .lists import PressList


class DispatchState(models.TextChoices):
    PLANNED = "planned", "prévu"
    SENT = "sent", "parti"
    CANCELLED = "cancelled", "annulé"
    FAILED = "failed", "à reprendre"


DISPATCH_PATHS: dict[DispatchState, set[DispatchState]] = {
    DispatchState.PLANNED: {DispatchState.SENT, DispatchState.CANCELLED, DispatchState.FAILED},
    DispatchState.FAILED: {DispatchState.PLANNED, DispatchState.CANCELLED},
    DispatchState.SENT: set(),
    DispatchState.CANCELLED: set(),
}


class DispatchQuerySet(models.QuerySet["ReleaseDispatch"]):
    def planned(self) -> Self:
        return self.filter(state=DispatchState.PLANNED)

    def open(self) -> Self:
        """Those that still ask for something: time, or somebody."""
        return self.filter(state__in=[DispatchState.PLANNED, DispatchState.FAILED])


class ReleaseDispatch(models.Model):
    """A press release on its way to journalists, as soon as anybody may read it."""

    form_key = models.UUIDField("clef du formulaire", unique=True, editable=False)
    release = models.ForeignKey(
        ReleasePage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dispatches",
        verbose_name="communiqué",
    )
    # As it was called when the sending was planned, then when it left.
    title = models.CharField("titre", max_length=255)
    lists = models.ManyToManyField(PressList, blank=True, related_name="+", verbose_name="listes")
    beats = models.ManyToManyField(Beat, blank=True, related_name="+", verbose_name="rubriques")
    contacts = models.ManyToManyField(
        PressContact, blank=True, related_name="+", verbose_name="contacts"
    )
    word = models.TextField("mot d’accompagnement", max_length=600, blank=True)
    # Before the hour, to those who keep it.
    early = models.BooleanField("sous embargo", default=False)
    send_after = models.DateTimeField("pas avant le", null=True, blank=True)
    state = models.CharField(
        "état",
        max_length=9,
        choices=DispatchState,
        default=DispatchState.PLANNED,
        db_index=True,
    )
    planned_at = models.DateTimeField("prévu le")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="prévu par",
    )
    mailing = models.OneToOneField(
        Mailing,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="envoi",
    )
    sent_at = models.DateTimeField("parti le", null=True, blank=True)
    sent_to = models.PositiveIntegerField("nombre de destinataires", default=0)
    # Who was not written to, by reason: {"a demandé à ne plus rien recevoir": 2}.
    left_out = models.JSONField("laissés de côté", default=dict, blank=True)
    # The hour that its readers were asked to keep.
    embargo_told = models.DateTimeField("embargo annoncé", null=True, blank=True)
    reason = models.CharField("motif", max_length=240, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi d’un communiqué"
        verbose_name_plural = "envois de communiqués"
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="press_dispatch_sent_has_a_date",
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at__isnull=True),
                violation_error_message="Un envoi parti porte sa date, et lui seul.",
            ),
            models.CheckConstraint(
                name="press_dispatch_failed_says_why",
                condition=~Q(state="failed") | ~Q(reason=""),
                violation_error_message="Un envoi à reprendre dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Envoi de «\u00a0{self.title}\u00a0»"


class Received(models.Model):
    """A journalist to whom a dispatch was sent."""

    dispatch = models.ForeignKey(
        ReleaseDispatch, models.CASCADE, related_name="received", verbose_name="envoi"
    )
    contact = models.ForeignKey(
        PressContact, models.CASCADE, related_name="received", verbose_name="contact"
    )

    class Meta:
        verbose_name = "communiqué reçu"
        verbose_name_plural = "communiqués reçus"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "contact"],
                name="press_dispatch_once_a_contact",
                violation_error_message="Ce contact est déjà dans l’envoi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispatch}, {self.contact}"
