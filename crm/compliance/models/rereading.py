"""Notes drawn by lot each month, that the data protection officer reads again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from crm.journeys.models import Interaction
from crm.people.models import Person
from crm.support.models import Review

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Verdict(models.TextChoices):
    FINE = "fine", "convenable"
    AGAIN = "again", "à reprendre"


class RereadingQuerySet(models.QuerySet["Rereading"]):
    def waiting(self) -> Self:
        return self.filter(verdict="")

    def with_notes(self) -> Self:
        return self.select_related(
            "interaction__person", "interaction__author", "review__plan__person",
            "review__plan__referent", "reread_by",
        )  # fmt: skip


class Rereading(models.Model):
    """One note drawn: an exchange, or the account of a review. It goes with its note."""

    drawn_at = models.DateTimeField("tirée le", db_index=True)
    interaction = models.OneToOneField(
        Interaction, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="échange"
    )
    review = models.OneToOneField(
        Review, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="bilan"
    )
    verdict = models.CharField("avis", max_length=5, choices=Verdict, blank=True)
    reread_at = models.DateTimeField("relue le", null=True, blank=True)
    reread_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="relue par",
    )

    objects = RereadingQuerySet.as_manager()

    class Meta:
        verbose_name = "note à relire"
        verbose_name_plural = "notes à relire"
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rereading_of_one_note",
                condition=Q(interaction__isnull=False, review__isnull=True)
                | Q(interaction__isnull=True, review__isnull=False),
                violation_error_message="On relit un échange, ou un bilan.",
            ),
            models.CheckConstraint(
                name="rereading_has_a_verdict_and_its_day",
                condition=Q(verdict="", reread_at__isnull=True)
                | (~Q(verdict="") & Q(reread_at__isnull=False)),
                violation_error_message="Un avis a sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk}"

    @property
    def person(self) -> Person:
        return self._note.plan.person if isinstance(self._note, Review) else self._note.person

    @property
    def author(self) -> User | None:
        """Who wrote it: of a review, who accompanies the person."""
        return self._note.plan.referent if isinstance(self._note, Review) else self._note.author

    @property
    def written_at(self) -> datetime | None:
        return self._note.held_at if isinstance(self._note, Review) else self._note.at

    @property
    def text(self) -> str:
        if isinstance(self._note, Review):
            return self._note.summary
        return "\n".join(filter(None, [self._note.subject, self._note.text]))

    @property
    def _note(self) -> Interaction | Review:
        found = self.interaction or self.review
        if found is None:
            raise RuntimeError("A constraint says that there is one.")
        return found
