from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ActionState(models.TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "en échec"
    CANCELLED = "cancelled", "annulé"


PATHS: dict[ActionState, set[ActionState]] = {
    ActionState.WAITING: {ActionState.RUNNING, ActionState.CANCELLED},
    # Back in the queue when its worker was cut off.
    ActionState.RUNNING: {
        ActionState.DONE,
        ActionState.FAILED,
        ActionState.CANCELLED,
        ActionState.WAITING,
    },
    ActionState.DONE: set(),
    ActionState.FAILED: set(),
    ActionState.CANCELLED: set(),
}
AT_WORK = [ActionState.WAITING, ActionState.RUNNING]


class LongActionQuerySet(models.QuerySet["LongAction"]):
    def of(self, user: User) -> Self:
        return self.filter(asked_by=user)

    def at_work(self) -> Self:
        return self.filter(state__in=AT_WORK)


class LongAction(models.Model):
    """What somebody asked and does not wait for: how far it is, what it made, for that person alone."""

    kind = models.CharField("nature", max_length=40)
    label = models.CharField("intitulé", max_length=160)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="demandé par"
    )
    asked_at = models.DateTimeField("demandé le", db_index=True)
    purpose = models.CharField("à quoi il sert", max_length=200, blank=True)
    # What its kind needs to do it; emptied at the end, as a search may name somebody.
    details = models.JSONField("de quoi le faire", default=dict, blank=True)
    # The right that opens what it makes, as "app_label.codename".
    right = models.CharField("droit", max_length=100, blank=True)
    # What the journal names when the result leaves: a model and filters, never values.
    fields = models.JSONField("objet et filtres", default=list, blank=True)
    state = models.CharField(
        "état", max_length=9, choices=ActionState, default=ActionState.WAITING, db_index=True
    )
    done = models.PositiveIntegerField("faits", default=0)
    total = models.PositiveIntegerField("en tout", default=0)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    # Who does it, drawn at each taking, and when that one last showed that it does.
    holder = models.CharField("fait par", max_length=32, blank=True, editable=False)
    alive_at = models.DateTimeField("dernier signe", null=True, blank=True)
    cancel_asked_at = models.DateTimeField("annulation demandée le", null=True, blank=True)
    ended_at = models.DateTimeField("fini le", null=True, blank=True)
    error = models.CharField("ce qui a empêché", max_length=300, blank=True)
    # Name in the private storage, "" when there is none or once it is deleted.
    stored_as = models.CharField("rangé sous", max_length=200, blank=True, editable=False)
    file_name = models.CharField("fichier", max_length=150, blank=True)

    objects = LongActionQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="long_action_ended_has_a_date",
                condition=Q(state__in=AT_WORK, ended_at__isnull=True)
                | ~Q(state__in=AT_WORK) & Q(ended_at__isnull=False),
                violation_error_message="Un travail fini porte sa date, et lui seul.",
            ),
            models.CheckConstraint(
                name="long_action_failed_says_why",
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
                violation_error_message="Un travail en échec dit pourquoi, et lui seul.",
            ),
            models.CheckConstraint(
                name="long_action_running_is_held",
                condition=~Q(state="running") | ~Q(holder="") & Q(alive_at__isnull=False),
                violation_error_message="Un travail en cours est tenu par quelqu’un.",
            ),
            models.CheckConstraint(
                name="long_action_gives_when_done",
                condition=Q(stored_as="") | Q(state="done"),
                violation_error_message="Seul un travail terminé donne un fichier.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def at_work(self) -> bool:
        return self.state in AT_WORK
