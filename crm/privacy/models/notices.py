from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class Way(models.TextChoices):
    LETTER = "letter", "courriel"
    CALL = "call", "à joindre par l’équipe"
    OBJECTED = "objected", "s’est opposée à tout courrier"
    NONE = "none", "aucun moyen de la joindre"


class Answer(models.TextChoices):
    NONE = "", "sans réponse"
    KEEP = "keep", "souhaite que son dossier soit gardé"
    ERASE = "erase", "demande l’effacement"
    SIGN = "sign", "a donné signe de vie"
    OVER = "over", "sans objet"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def open(self) -> Self:
        """Those that nothing has answered."""
        return self.filter(answer=Answer.NONE)

    def standing(self) -> Self:
        """Those that still lead to an erasure: without an answer, or answered so."""
        return self.filter(answer__in=[Answer.NONE, Answer.ERASE])

    def to_call(self) -> Self:
        return self.open().filter(way=Way.CALL, told_at__isnull=True)


class Notice(models.Model):
    """The end of a file, said to its person before it comes. One for each end of each file."""

    person = models.ForeignKey(
        "crm_people.Person",
        models.CASCADE,
        related_name="retention_notices",
        verbose_name="personne",
    )
    # The last day that its clocks give: a sign of life gives another, and this notice is over.
    ends_on = models.DateField("terme annoncé")
    # The first day on which no answer is an answer.
    due_on = models.DateField("sans réponse, anonymisé à partir du")
    way = models.CharField("moyen", max_length=8, choices=Way)
    # Gone with the letters, six months later; the notice stays.
    letter = models.ForeignKey(
        "crm_letters.Letter",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="courrier",
    )
    written_at = models.DateTimeField("annoncé le")
    # By telephone or by post: the day somebody did it.
    told_at = models.DateTimeField("jointe le", null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="jointe par",
    )
    answer = models.CharField("réponse", max_length=5, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "avis de fin de conservation"
        verbose_name_plural = "avis de fin de conservation"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(answer__in=["", "erase"]), name="notice_standing"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ends_on"],
                name="one_notice_for_an_end",
                violation_error_message="Ce terme est déjà annoncé à cette personne.",
            ),
            models.CheckConstraint(
                name="notice_answered_has_a_date",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message="Une réponse a une date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ends_on:%d/%m/%Y}"
