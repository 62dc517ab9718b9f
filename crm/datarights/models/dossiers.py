from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.papers.models import private_storage
from crm.people.models import Person

FOLDER = "dossiers"


class DossierState(models.TextChoices):
    WAITING = "waiting", "en préparation"
    READY = "ready", "prêt"
    HANDED = "handed", "remis"
    EXPIRED = "expired", "expiré"


# One that was handed over is never handed over again: another is made, which says what is true that day.
DOSSIER_PATHS: dict[DossierState, set[DossierState]] = {
    DossierState.WAITING: {DossierState.READY, DossierState.EXPIRED},
    DossierState.READY: {DossierState.HANDED, DossierState.EXPIRED},
    DossierState.HANDED: {DossierState.EXPIRED},
    DossierState.EXPIRED: set(),
}


def stored_as(dossier: Dossier, filename: str) -> str:
    """A name that tells nothing of anybody."""
    return f"{FOLDER}/{uuid.uuid4().hex}.zip"


class DossierQuerySet(models.QuerySet["Dossier"]):
    def kept(self) -> Self:
        """Those whose file is there or will be."""
        return self.exclude(state=DossierState.EXPIRED)

    def over(self, at: datetime) -> Self:
        return self.kept().filter(expires_at__lte=at)


class Dossier(models.Model):
    """All that is held of somebody, made into one file that is kept for some days.

    code    what the person types beside the link: a hash of it; "" while no link was sent
    tries   wrong codes typed since the link was sent
    """

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="dossiers", verbose_name="personne"
    )
    state = models.CharField(
        "état", max_length=7, choices=DossierState, default=DossierState.WAITING, db_index=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="demandé par",
    )
    asked_at = models.DateTimeField("demandé le")
    made_at = models.DateTimeField("fait le", null=True, blank=True)
    expires_at = models.DateTimeField("gardé jusqu’au", db_index=True)
    file = models.FileField(
        "fichier", upload_to=stored_as, storage=private_storage, max_length=120, blank=True
    )
    size = models.PositiveBigIntegerField("taille (octets)", default=0)
    digest = models.CharField("empreinte", max_length=64, blank=True)
    rows = models.PositiveIntegerField("lignes", default=0)
    sent_at = models.DateTimeField("lien envoyé le", null=True, blank=True)
    code = models.CharField("empreinte du code", max_length=128, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    handed_at = models.DateTimeField("remis le", null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier remis à une personne"
        verbose_name_plural = "dossiers remis aux personnes"
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        permissions = [("make_dossier", "Peut établir et remettre le dossier d’une personne")]
        constraints = [
            models.CheckConstraint(
                name="dossier_kept_has_its_file",
                condition=Q(state__in=["ready", "handed"]) & ~Q(file="") & ~Q(digest="")
                | Q(state__in=["waiting", "expired"], file=""),
                violation_error_message="Un dossier prêt a son fichier, un dossier expiré n’en a plus.",
            ),
            models.CheckConstraint(
                name="dossier_handed_has_a_date",
                condition=~Q(state="handed") | Q(handed_at__isnull=False),
                violation_error_message="Un dossier remis porte sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"dossier du {self.asked_at:%d/%m/%Y}"
