from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Sharing(models.TextChoices):
    """Who else finds a segment in their list. Communication only ever reads its name and its count."""

    OWN = "own", "moi seulement"
    TEAM = "team", "l’équipe"
    COMMUNICATION = "all", "l’équipe et la communication"


class SegmentQuerySet(models.QuerySet["Segment"]):
    def read_by(self, user: User) -> Self:
        """One's own, and those shared with one's side of the house."""
        shared = [Sharing.COMMUNICATION]
        if user.has_perm("crm_segments.see_people"):
            shared.append(Sharing.TEAM)
        return self.filter(Q(user=user) | Q(sharing__in=shared))


class Segment(models.Model):
    """A question asked of the people of the CRM, kept under a name. It holds the question, never its answer.

    criteria  [{"code": "journey", "exclude": false, "told": {"track": ["t1"], "stage": []}}, …]
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="à"
    )
    name = models.CharField("nom", max_length=80)
    criteria = models.JSONField("critères", default=list, blank=True)
    sharing = models.CharField(
        "partagé avec", max_length=4, choices=Sharing, default=Sharing.OWN, db_index=True
    )
    created_at = models.DateTimeField("créé le")
    used_at = models.DateTimeField("dernier envoi le", null=True, blank=True)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = "segment"
        ordering = ["name", "pk"]
        permissions = [
            ("see_people", "Voit les personnes d’un segment"),
            ("share_with_communication", "Peut confier un segment à la communication"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="segment_named_once_a_user",
                violation_error_message="Vous avez déjà un segment de ce nom.",
            ),
            models.CheckConstraint(
                name="segment_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Donnez un nom à ce segment.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
