from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q


class WaitingList(models.Model):
    """Those who wait for one thing: a kind and a key, such as ("training.session", "12").

    Its row is the lock of the list: an order is read, and an offer made, by one at a time.
    """

    kind = models.CharField("nature", max_length=40)
    key = models.CharField("objet", max_length=40)
    closed_at = models.DateTimeField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "liste d’attente"
        verbose_name_plural = "listes d’attente"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="one_waiting_list_a_target",
                violation_error_message="Cette liste d’attente existe déjà.",
            )
        ]

    def __str__(self) -> str:
        return f"liste d’attente {self.kind} {self.key}"


class WaitState(models.TextChoices):
    WAITING = "waiting", "en attente"
    OFFERED = "offered", "place proposée"
    ACCEPTED = "accepted", "place prise"
    DECLINED = "declined", "place déclinée"
    EXPIRED = "expired", "offre expirée"
    REMOVED = "removed", "retirée de la liste"


WAIT_PATHS: dict[WaitState, set[WaitState]] = {
    WaitState.WAITING: {WaitState.OFFERED, WaitState.REMOVED},
    # Removed while offered: what was offered is gone, its session cancelled or its file withdrawn.
    WaitState.OFFERED: {
        WaitState.ACCEPTED,
        WaitState.DECLINED,
        WaitState.EXPIRED,
        WaitState.REMOVED,
    },
    WaitState.DECLINED: {WaitState.WAITING},
    WaitState.EXPIRED: {WaitState.WAITING},
    WaitState.ACCEPTED: set(),
    WaitState.REMOVED: set(),
}

LIVE = [WaitState.WAITING, WaitState.OFFERED]


class Priority(models.IntegerChoices):
    """The classes of a list: everybody of one passes before anybody of the next."""

    FIRST = 1, "en priorité"
    NORMAL = 2, "à son rang"
    LAST = 3, "après les autres"


class WaitEntryQuerySet(models.QuerySet["WaitEntry"]):
    def of(self, kind: str, key: str) -> Self:
        return self.filter(waiting_list__kind=kind, waiting_list__key=key)

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def in_line(self) -> Self:
        """Those who wait, the next one first."""
        return self.filter(state=WaitState.WAITING).order_by("priority_class", "joined_at", "pk")


class WaitEntry(models.Model):
    """Somebody who waits for a place, and the offers that they were made.

    person     nobody where those who wait have no file, as at the Forum
    reference  what waits, as the room that owns the target knows it: the id of an application
    party_size how many places it takes
    """

    waiting_list = models.ForeignKey(
        WaitingList, models.PROTECT, related_name="entries", verbose_name="liste"
    )
    person = models.ForeignKey(
        "crm_people.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="wait_entries",
        verbose_name="personne",
    )
    reference = models.CharField("référence", max_length=40)
    party_size = models.PositiveSmallIntegerField("places demandées", default=1)
    priority_class = models.PositiveSmallIntegerField(
        "priorité", choices=Priority, default=Priority.NORMAL
    )
    joined_at = models.DateTimeField("dans la liste depuis le")
    state = models.CharField("état", max_length=8, choices=WaitState, default=WaitState.WAITING)
    offered_at = models.DateTimeField("dernière offre le", null=True, blank=True)
    offer_expires_at = models.DateTimeField("réponse avant le", null=True, blank=True)
    ended_at = models.DateTimeField("sortie de la liste le", null=True, blank=True)
    reason = models.CharField("motif de sortie", max_length=500, blank=True)
    skip_reason = models.CharField("pourquoi son tour passe", max_length=240, blank=True)

    objects = WaitEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "attente"
        ordering = ["priority_class", "joined_at", "pk"]
        indexes = [models.Index(fields=["reference"], name="waiting_reference")]
        constraints = [
            models.UniqueConstraint(
                fields=["waiting_list", "person"],
                condition=Q(state__in=LIVE),
                name="person_waits_once_a_list",
                violation_error_message="Cette personne est déjà sur la liste d’attente.",
            ),
            models.UniqueConstraint(
                fields=["waiting_list", "reference"],
                condition=Q(state__in=LIVE),
                name="reference_waits_once_a_list",
                violation_error_message="Cette demande est déjà sur la liste d’attente.",
            ),
            models.CheckConstraint(
                name="waiting_party_is_somebody",
                condition=Q(party_size__gte=1),
                violation_error_message="On attend au moins une place.",
            ),
            models.CheckConstraint(
                name="waiting_priority_is_a_class",
                condition=Q(priority_class__gte=1, priority_class__lte=3),
                violation_error_message="La priorité va de 1 à 3.",
            ),
            models.CheckConstraint(
                name="waiting_offer_has_an_end",
                condition=Q(
                    state="offered", offered_at__isnull=False, offer_expires_at__isnull=False
                )
                | (~Q(state="offered") & Q(offer_expires_at__isnull=True)),
                violation_error_message="Une offre porte sa date et son échéance.",
            ),
            models.CheckConstraint(
                name="waiting_ended_has_a_date",
                condition=Q(state__in=LIVE, ended_at__isnull=True)
                | (~Q(state__in=LIVE) & Q(ended_at__isnull=False)),
                violation_error_message="Qui n’attend plus porte la date de sa sortie.",
            ),
            models.CheckConstraint(
                name="waiting_removed_with_a_reason",
                condition=~Q(state="removed") | ~Q(reason=""),
                violation_error_message="Un retrait de la liste d’attente est motivé.",
            ),
        ]

    def __str__(self) -> str:
        return f"attente de {self.person}"


class Skip(models.Model):
    """A turn that passed, and why. `passed_by` got the place, when somebody did."""

    entry = models.ForeignKey(
        WaitEntry, models.CASCADE, related_name="skips", verbose_name="attente"
    )
    at = models.DateTimeField("le")
    reason = models.CharField("motif", max_length=240)
    passed_by = models.ForeignKey(
        WaitEntry,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="place proposée à",
    )

    class Meta:
        verbose_name = "tour passé"
        verbose_name_plural = "tours passés"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="waiting_skip_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Un tour passé est motivé.",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class WaitSpell(models.Model):
    """A span in which an entry was in its list, an offer included: what the list was on a past day.

    ended_as  the state in which the entry left, "" while it is there
    """

    entry = models.ForeignKey(
        WaitEntry, models.CASCADE, related_name="spells", verbose_name="attente"
    )
    began_at = models.DateTimeField("dans la liste depuis le")
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)
    ended_as = models.CharField("sortie", max_length=8, choices=WaitState, blank=True)

    class Meta:
        verbose_name = "période d’attente"
        verbose_name_plural = "périodes d’attente"
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(ended_at__isnull=True),
                name="waiting_one_spell_at_a_time",
                violation_error_message="Cette attente est déjà ouverte.",
            ),
            models.CheckConstraint(
                name="waiting_spell_ends_with_a_state",
                condition=Q(ended_at__isnull=True, ended_as="")
                | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                violation_error_message="Une attente finie dit comment elle a fini.",
            ),
            models.CheckConstraint(
                name="waiting_spell_in_order",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                violation_error_message="La fin de l’attente précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"depuis le {self.began_at:%d/%m/%Y}"
