from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

COUNTS = "+"


class Moment(models.TextChoices):
    HOT = "hot", "à chaud, à la fin"
    COLD_3 = "cold_3", "à froid, trois mois après"
    COLD_6 = "cold_6", "à froid, six mois après"


# Calendar months after the end of the session.
MONTHS = {Moment.HOT: 0, Moment.COLD_3: 3, Moment.COLD_6: 6}


class QuestionSet(models.Model):
    """The questions of a moment, in one version: a draft until it is put in service, frozen afterwards."""

    moment = models.CharField("moment", max_length=6, choices=Moment)
    version = models.PositiveSmallIntegerField("version")
    introduction = models.TextField("introduction", blank=True, max_length=600)
    opened_at = models.DateTimeField("en service depuis le", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="écrite par",
    )

    class Meta:
        verbose_name = "questionnaire"
        ordering = ["moment", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "version"],
                name="question_set_version_once",
                violation_error_message="Cette version du questionnaire existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["moment"],
                condition=Q(opened_at__isnull=True),
                name="question_set_one_draft",
                violation_error_message="Une version de ce questionnaire est déjà en préparation.",
            ),
        ]

    def __str__(self) -> str:
        return f"Questionnaire {self.get_moment_display()}, version {self.version}"


class QuestionKind(models.TextChoices):
    SCALE = "scale", "note de 1 à 5"
    YES_NO = "yes_no", "oui ou non"
    CHOICE = "choice", "choix parmi plusieurs"
    TEXT = "text", "texte libre"


class Role(models.TextChoices):
    """Which published rate a question feeds."""

    NONE = "", "aucun"
    SATISFACTION = "satisfaction", "satisfaction"
    INSERTION = "insertion", "insertion"


class Question(models.Model):
    """One question. `choices` holds one answer a line; those that count for the rate begin with « + »."""

    question_set = models.ForeignKey(
        QuestionSet, models.CASCADE, related_name="questions", verbose_name="questionnaire"
    )
    number = models.PositiveSmallIntegerField("numéro")
    text = models.CharField("question", max_length=240)
    kind = models.CharField("réponse", max_length=6, choices=QuestionKind)
    choices = models.TextField("choix", blank=True)
    role = models.CharField(
        "taux publié", max_length=12, choices=Role, blank=True, default=Role.NONE
    )
    required = models.BooleanField("obligatoire", default=False)

    class Meta:
        verbose_name = "question"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question_set", "number"],
                name="question_number_once",
                violation_error_message="Ce numéro de question est déjà pris.",
            ),
            models.CheckConstraint(
                name="question_has_a_text",
                condition=~Q(text=""),
                violation_error_message="Écrivez la question.",
            ),
            models.CheckConstraint(
                name="question_choices_for_a_choice",
                condition=Q(kind="choice") & ~Q(choices="") | ~Q(kind="choice") & Q(choices=""),
                violation_error_message="Un choix a des réponses possibles, une par ligne.",
            ),
            models.CheckConstraint(
                name="question_feeds_what_it_can",
                condition=Q(role="")
                | Q(role="satisfaction", kind="scale")
                | Q(role="insertion", kind="choice"),
                violation_error_message="La satisfaction se note de 1 à 5, l’insertion se choisit.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def options(self) -> list[str]:
        """The possible answers, as they are read."""
        return [
            line.removeprefix(COUNTS).strip() for line in self.choices.splitlines() if line.strip()
        ]

    @property
    def counted(self) -> set[int]:
        """The ranks of the answers that count for the rate."""
        lines = [line for line in self.choices.splitlines() if line.strip()]
        return {rank for rank, line in enumerate(lines) if line.startswith(COUNTS)}
