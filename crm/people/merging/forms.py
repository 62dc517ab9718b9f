"""What is asked before two files become one: which stays, and each thing that they say differently."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.people.models import Household, Person
from editorial.dates import day

from .choices import SAID_BY_BOTH, Difference, compared
from .households import conflict
from .rules import BOTH, ENDED, KEPT, Choices

FIRST, SECOND = "first", "second"
REQUIRED = {
    "required": "Choisissez l’un des deux.",
    "invalid_choice": "Choisissez l’un des deux.",
}


class MergeForm(forms.Form):
    """`first` is the file opened first. Radio buttons alone: it works by keyboard and without script."""

    kept = forms.ChoiceField(
        label="Dossier à garder", widget=forms.RadioSelect, initial=FIRST, error_messages=REQUIRED
    )

    def __init__(self, first: Person, second: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = {FIRST: first, SECOND: second}
        differences = compared(first, second)
        self.same = [one for one in differences if not one.differs]
        self.homes = conflict(first, second)
        self.fields["kept"].choices = [  # type: ignore[attr-defined]
            (side, f"n° {person.file_number}, ouvert le {opened_on(person)}")
            for side, person in self.sides.items()
        ]
        for one in differences:
            if one.differs and (one.name not in SAID_BY_BOTH or (one.first and one.second)):
                self.fields[one.name] = self._question(one)
        if self.homes:
            self.fields["household"] = self._household(*self.homes)

    def _question(self, one: Difference) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=one.label,
            choices=[
                (FIRST, self._said(FIRST, one.first)),
                (SECOND, self._said(SECOND, one.second)),
            ],
            initial=likely(one),
            widget=forms.RadioSelect,
            error_messages=REQUIRED,
        )

    def _said(self, side: str, value: str) -> SafeString:
        """What one file says, with its number: on a telephone the two stand one above the other."""
        number = self.sides[side].file_number
        return format_html(
            '{} <small class="muted nowrap">n° {}</small>', value or "rien d’écrit", number
        )

    def _household(self, mine: Household, theirs: Household) -> forms.ChoiceField:
        return forms.ChoiceField(
            label="Foyer",
            help_text="Les deux dossiers vivent dans deux foyers : où la personne vit-elle ?",
            choices=[
                (FIRST, self._said(FIRST, f"Garder {_with_members(mine)}")),
                (SECOND, self._said(SECOND, f"Garder {_with_members(theirs)}")),
                (BOTH, "Réunir les deux foyers en un"),
            ],
            widget=forms.RadioSelect,
            error_messages={
                "required": "Dites dans quel foyer la personne vit, ou réunissez-les.",
                "invalid_choice": "Dites dans quel foyer la personne vit, ou réunissez-les.",
            },
        )

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"kept", "household"}]

    def kept_and_ended(self) -> tuple[Person, Person]:
        """The file that stays, then the one that ends."""
        kept = self.cleaned_data["kept"]
        return self.sides[kept], self.sides[SECOND if kept == FIRST else FIRST]

    def choices(self) -> Choices:
        told, kept = self.cleaned_data, self.cleaned_data["kept"]
        asked = set(self.fields) - {"kept", "household"}
        home = told.get("household", "")
        if home not in {"", BOTH}:
            home = KEPT if home == kept else ENDED
        return Choices(frozenset(name for name in asked if told[name] != kept), home)

    def told(self) -> list[tuple[str, str]]:
        """What was chosen, as a sentence shows it: label and value."""
        return [
            (str(field.label), str(dict(field.choices)[self.cleaned_data[name]]))  # type: ignore[attr-defined]
            for name, field in self.fields.items()
            if name != "kept"
        ]


def likely(one: Difference) -> str:
    """The side that says something, rather than the one that shouts it; else the older file."""
    if not one.first:
        return SECOND
    shouted = one.first.isupper() and one.second and not one.second.isupper()
    return SECOND if shouted else FIRST


def opened_on(person: Person) -> str:
    return day(timezone.localdate(person.created_at))


def _with_members(home: Household) -> str:
    """« Foyer Montaigu (Claire Montaigu, Paul Montaigu, un enfant) »."""
    members = list(home.members.filter(ends_on__isnull=True).select_related("person"))
    named = [str(member.person) for member in members if member.person]
    children = len(members) - len(named)
    if children:
        named.append("un enfant" if children == 1 else f"{children} enfants")
    return f"{home} ({', '.join(named)})"
