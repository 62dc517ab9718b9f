from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from crm.needs.models import Need

from .helpers import Helper


class Said(models.TextChoices):
    WORD = "word", "un mot"
    PROPOSAL = "proposal", "une proposition"
    DONE = "done", "c’est fait"


class WordState(models.TextChoices):
    NEW = "new", "à lire"
    ACCEPTED = "accepted", "versé au dossier"
    SET_ASIDE = "set_aside", "écarté"


WORD_PATHS: dict[WordState, set[WordState]] = {
    WordState.NEW: {WordState.ACCEPTED, WordState.SET_ASIDE},
    WordState.ACCEPTED: set(),
    WordState.SET_ASIDE: set(),
}


class WordQuerySet(models.QuerySet["HelperWord"]):
    def waiting(self) -> Self:
        return self.filter(state=WordState.NEW)


class HelperWord(models.Model):
    """What a partner says. It changes nothing by itself: an advisor puts it in the file or aside."""

    form_key = models.UUIDField("clef du formulaire", unique=True, editable=False)
    helper = models.ForeignKey(
        Helper, models.CASCADE, related_name="words", verbose_name="partenaire"
    )
    need = models.ForeignKey(
        Need, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="besoin"
    )
    said = models.CharField("nature", max_length=8, choices=Said, default=Said.WORD)
    text = models.CharField("texte", max_length=1000)
    at = models.DateTimeField("le")
    state = models.CharField(
        "état", max_length=9, choices=WordState, default=WordState.NEW, db_index=True
    )
    handled_at = models.DateTimeField("traité le", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="traité par",
    )

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = "mot d’un partenaire"
        verbose_name_plural = "mots des partenaires"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="helper_word_handled_has_a_date",
                condition=Q(state="new", handled_at__isnull=True)
                | Q(state__in=["accepted", "set_aside"], handled_at__isnull=False),
                violation_error_message="Un mot traité porte sa date.",
            ),
            models.CheckConstraint(
                name="helper_word_says_something",
                condition=~Q(text=""),
                violation_error_message="Écrivez votre mot.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper.name}, {self.get_said_display()}"


class AccessCode(models.Model):
    """A code sent to a partner's address, for one browser, a few minutes and a few tries."""

    helper = models.ForeignKey(
        Helper, models.CASCADE, related_name="codes", verbose_name="partenaire"
    )
    digest = models.CharField("empreinte du code", max_length=64)
    browser = models.CharField("empreinte du navigateur", max_length=64)
    sent_at = models.DateTimeField("envoyé le")
    expires_at = models.DateTimeField("valable jusqu’au")
    tries = models.PositiveSmallIntegerField("essais", default=0)
    used_at = models.DateTimeField("utilisé le", null=True, blank=True)

    class Meta:
        verbose_name = "code d’accès"
        verbose_name_plural = "codes d’accès"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="access_code_expires",
                condition=Q(expires_at__gt=F("sent_at")),
                violation_error_message="Un code expire après son envoi.",
            )
        ]

    def __str__(self) -> str:
        return f"code du {self.sent_at:%d/%m/%Y %H:%M}"
