from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from crm.consents.models import Consent, Purpose
from crm.people.models import Person
from crm.people.names import name_key
from territory.models import Commune

ADULT_AT = 18  # years


class NameForm(models.TextChoices):
    INITIAL = "initial", "mon prénom et l’initiale de mon nom"
    FULL = "full", "mon prénom et mon nom"


class CardState(models.TextChoices):
    DRAFT = "draft", "à compléter"
    PROPOSED = "proposed", "à relire"
    PUBLISHED = "published", "publiée"
    HIDDEN = "hidden", "masquée"


# What is written again is read again: a published card goes back to be read over.
CARD_PATHS: dict[CardState, set[CardState]] = {
    CardState.DRAFT: {CardState.PROPOSED},
    CardState.PROPOSED: {CardState.PUBLISHED, CardState.DRAFT, CardState.HIDDEN},
    CardState.PUBLISHED: {CardState.PROPOSED, CardState.HIDDEN},
    CardState.HIDDEN: {CardState.PUBLISHED, CardState.PROPOSED},
}


class CardQuerySet(models.QuerySet["Card"]):
    def agreed(self) -> Self:
        """Those whose person's last word on the directory is a yes. Read at each request, copied nowhere."""
        said = Consent.objects.filter(purpose=Purpose.DIRECTORY).current().filter(given=True)
        return self.filter(person__in=said.order_by().values("person"))

    def public(self, day: date) -> Self:
        """The cards that anybody may read on a day: of adults who agree, are alive here and were read over."""
        # The year of birth alone is known: one waits for the year after that of the eighteenth birthday.
        adult = Q(person__birth_year__isnull=True) | Q(person__birth_year__lt=day.year - ADULT_AT)
        return self.agreed().filter(
            adult,
            state=CardState.PUBLISHED,
            person__merged_into__isnull=True,
            person__anonymised_at__isnull=True,
            person__restricted_at__isnull=True,
        )

    def matching(self, words: str) -> Self:
        """Every word is a fragment of what the card says, accents or not."""
        found = self
        for word in name_key(words).split():
            found = found.filter(search_key__contains=word)
        return found


class Card(models.Model):
    """How a teleworker introduces oneself in the public directory; no address, no number."""

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="card", verbose_name="personne"
    )
    name_form = models.CharField(
        "nom montré", max_length=7, choices=NameForm, default=NameForm.INITIAL
    )
    trade = models.CharField("métier", max_length=80, blank=True)
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
    )
    words = models.CharField("présentation", max_length=280, blank=True)
    skills = models.CharField("savoir-faire", max_length=200, blank=True)
    website = models.URLField("site internet", max_length=200, blank=True)
    search_key = models.CharField("texte comparé", max_length=900, blank=True, editable=False)
    state = models.CharField(
        "état", max_length=9, choices=CardState, default=CardState.DRAFT, db_index=True
    )
    created_at = models.DateTimeField("ouverte le")
    proposed_at = models.DateTimeField("proposée le", null=True, blank=True)
    published_at = models.DateTimeField("publiée le", null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche de l’annuaire"
        verbose_name_plural = "fiches de l’annuaire"
        ordering = ["search_key", "pk"]
        permissions = [("publish_card", "Peut publier ou masquer une fiche de l’annuaire")]
        constraints = [
            models.CheckConstraint(
                name="card_read_over_says_what",
                condition=Q(state="draft") | ~Q(trade="") & ~Q(words=""),
                violation_error_message="Une fiche proposée dit un métier et une présentation.",
            ),
            models.CheckConstraint(
                name="card_published_has_a_date",
                condition=~Q(state="published") | Q(published_at__isnull=False),
                violation_error_message="Une fiche publiée porte sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.display_name}, {self.trade}" if self.trade else self.display_name

    @property
    def display_name(self) -> str:
        """« Claire M. », or « Claire Montaigu » when she chose it."""
        person = self.person
        if self.name_form == NameForm.FULL or not person.first_name:
            return str(person)
        return f"{person.first_name} {person.last_name[:1].upper()}."

    @property
    def skill_list(self) -> list[str]:
        return [word.strip() for word in self.skills.split(",") if word.strip()]
