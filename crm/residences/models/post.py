from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.consents.models import Wording
from crm.registers.counts import DailyCount
from crm.residences.contents import Told

from .residence import Residence


class PostState(models.TextChoices):
    NEW = "new", "à rattacher"
    FILED = "filed", "rattachée"
    ASIDE = "aside", "écartée"


POST_PATHS: dict[PostState, set[PostState]] = {
    PostState.NEW: {PostState.FILED, PostState.ASIDE},
    PostState.FILED: set(),
    PostState.ASIDE: {PostState.NEW},
}


class PostQuerySet(models.QuerySet["ResidencePost"]):
    def new(self) -> Self:
        return self.filter(state=PostState.NEW)


class ResidencePost(models.Model):
    """A request posted on the site, as it came, until it is known whose file it belongs to."""

    form_key = models.UUIDField("clé du formulaire", unique=True)
    state = models.CharField("état", max_length=5, choices=PostState, default=PostState.NEW)
    payload = models.JSONField("contenu", default=dict)
    origin = models.CharField("venue par", max_length=40, blank=True, editable=False)
    wording = models.ForeignKey(
        Wording,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="information lue",
    )
    received_at = models.DateTimeField("reçue le", db_index=True)
    residence = models.OneToOneField(
        Residence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="post",
        verbose_name="résidence",
    )
    handled_at = models.DateTimeField("traitée le", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="traitée par",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de résidence reçue du site"
        verbose_name_plural = "demandes de résidence reçues du site"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="residence_post_handled_has_a_date",
                condition=Q(state="new", handled_at__isnull=True)
                | (~Q(state="new") & Q(handled_at__isnull=False)),
                violation_error_message="Une demande traitée porte la date où elle l’a été.",
            ),
            models.CheckConstraint(
                name="residence_post_filed_is_a_residence",
                condition=Q(state="filed", residence__isnull=False)
                | (~Q(state="filed") & Q(residence__isnull=True)),
                violation_error_message="Une demande rattachée mène à une résidence.",
            ),
        ]

    @property
    def told(self) -> Told:
        return Told.read(self.payload)

    def __str__(self) -> str:
        return f"demande de résidence du {self.received_at:%d/%m/%Y}"


class RefusedPost(DailyCount):
    """How many posts of robots were thanked and thrown away, a day: nothing else is kept of them."""

    class Meta:
        verbose_name = "demande de résidence refusée à un robot"
        verbose_name_plural = "demandes de résidence refusées à des robots"
