"""What an advisor keeps for their own desk: views, the letter of the morning, the calendar, batches done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Screen(models.TextChoices):
    BOARD = "board", "tableau"
    LIST = "list", "liste"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def read_by(self, user: User) -> Self:
        """One's own, and those that colleagues share."""
        return self.filter(Q(user=user) | Q(shared=True, user__is_active=True))


class SavedView(models.Model):
    """A filter of the board or the list under a name. It never holds what was searched for by name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="à"
    )
    name = models.CharField("nom", max_length=60)
    screen = models.CharField("écran", max_length=5, choices=Screen)
    query = models.CharField("filtre", max_length=300, blank=True)
    shared = models.BooleanField("partagée avec l’équipe", default=False)
    opens_first = models.BooleanField("s’ouvre la première", default=False)
    created_at = models.DateTimeField("gardée le")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "vue"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="view_named_once_a_user",
                violation_error_message="Vous avez déjà une vue de ce nom.",
            ),
            models.UniqueConstraint(
                fields=["user", "screen"],
                condition=Q(opens_first=True),
                name="one_view_opens_a_screen_first",
                violation_error_message="Une seule vue s’ouvre la première sur cet écran.",
            ),
            models.CheckConstraint(
                name="view_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Donnez un nom à cette vue.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One action on several journeys. Its key is signed into the form: posted twice, it acts once."""

    key = models.UUIDField("clé", unique=True)
    action = models.CharField("action", max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par"
    )
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "action groupée"
        verbose_name_plural = "actions groupées"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action}, {self.at:%d/%m/%Y %H:%M}"


class MorningRefusal(models.Model):
    """An advisor who does not want the letter of the morning: no row, and it is sent."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="conseiller"
    )
    since = models.DateTimeField("depuis")

    class Meta:
        verbose_name = "refus du courriel du matin"
        verbose_name_plural = "refus du courriel du matin"

    def __str__(self) -> str:
        return f"{self.user}, {self.since:%d/%m/%Y}"


class CalendarFeed(models.Model):
    """The secret address by which a calendar reads what an advisor has to do. Only its digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="conseiller"
    )
    digest = models.CharField("empreinte", max_length=64, unique=True, editable=False)
    tells_names = models.BooleanField("dit les noms", default=False)
    made_at = models.DateTimeField("créée le")
    read_at = models.DateTimeField("lue le", null=True, blank=True)

    class Meta:
        verbose_name = "adresse d’agenda"
        verbose_name_plural = "adresses d’agenda"
        constraints = [
            models.CheckConstraint(
                name="feed_read_after_it_is_made",
                condition=Q(read_at__isnull=True) | Q(read_at__gte=models.F("made_at")),
                violation_error_message="Une adresse est lue après avoir été créée.",
            )
        ]

    def __str__(self) -> str:
        return f"agenda de {self.user}"
