"""What is typed to sign a half-day, to countersign it, and to correct it later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from crm.people.models import Person
from crm.people.names import name_key
from crm.registers.careful import CarefulForm, PersonText

from .attendance.signing import Said
from .models import Absence, Enrolment
from .models.calendar import LONGEST_HALF_DAY

AWAY = [
    (Absence.UNJUSTIFIED.value, "Absence non justifiée"),
    (Absence.JUSTIFIED.value, "Absence justifiée"),
]
MINUTES = f"Écrivez un nombre de minutes, de 1 à {LONGEST_HALF_DAY}."


class SignatureForm(forms.Form):
    """Somebody writes their own name: that is their signature. It is compared, and kept nowhere."""

    name = forms.CharField(
        label="Votre nom de famille",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
        help_text="L’écrire vaut signature.",
        error_messages={"required": "Écrivez votre nom de famille pour signer."},
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        typed = name_key(self.cleaned_data["name"])
        last, first = name_key(self.person.last_name), name_key(self.person.first_name)
        if typed not in {last, f"{first} {last}", f"{last} {first}"}:
            raise forms.ValidationError(
                "Ce n’est pas le nom attendu. Écrivez le vôtre, comme sur votre inscription."
            )
        return typed


class CountersignForm(forms.Form):
    """Why each person who did not sign was away, and how late those who signed came."""

    def __init__(
        self, away: Iterable[Enrolment], there: Iterable[Enrolment], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.away, self.there = list(away), list(there)
        for row in self.away:
            self.fields[f"absence_{row.pk}"] = forms.ChoiceField(
                label=f"{row.application.person}, sans signature",
                choices=AWAY,
                error_messages={"invalid_choice": "Choisissez l’une des deux absences."},
            )
        for row in self.there:
            self.fields[f"late_{row.pk}"] = forms.IntegerField(
                label=f"Retard de {row.application.person}, en minutes",
                required=False,
                min_value=0,
                max_value=LONGEST_HALF_DAY,
                error_messages={
                    "invalid": MINUTES,
                    "min_value": MINUTES,
                    "max_value": MINUTES,
                },
            )

    def away_fields(self) -> list[Any]:
        return [self[f"absence_{row.pk}"] for row in self.away]

    def late_fields(self) -> list[Any]:
        return [self[f"late_{row.pk}"] for row in self.there]

    def said(self) -> Said:
        told = self.cleaned_data
        late = {row.pk: told.get(f"late_{row.pk}") or 0 for row in self.there}
        return Said(
            absences={row.pk: Absence(told[f"absence_{row.pk}"]) for row in self.away}, late=late
        )


class CorrectionForm(CarefulForm):
    """What a closed half-day really was, and why it is said now."""

    careful_fields = ("reason",)

    was = forms.ChoiceField(
        label="En réalité",
        choices=[("there", "La personne était présente"), *AWAY],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce qui s’est passé."},
    )
    minutes = forms.IntegerField(
        label="Durée de présence, en minutes",
        required=False,
        min_value=1,
        max_value=LONGEST_HALF_DAY,
        error_messages={"invalid": MINUTES, "min_value": MINUTES, "max_value": MINUTES},
    )
    reason = PersonText(
        label="Motif de la correction",
        max_length=500,
        rows=2,
        help_text="Aucun détail de santé",
        error_messages={"required": "Indiquez ce qui fait corriger : ce motif reste au dossier."},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        asked = said.get("was") == "there" and "minutes" not in self.errors
        if asked and not said.get("minutes"):
            self.add_error("minutes", MINUTES)
        return said

    def answers(self) -> dict[str, Any]:
        """The arguments of `correct`."""
        said = self.cleaned_data
        there = said["was"] == "there"
        return {
            "absence": Absence.NONE if there else Absence(said["was"]),
            "minutes": said["minutes"] if there else 0,
            "reason": said["reason"],
        }
