"""What partners type in their space."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from crm.needs.models import Need
from crm.people.form_fields import LineField, LongTextField
from editorial.signed_forms import SignedForm

from .models import Said
from .seen import Seen

WHOLE = "tout le projet"
A_CHOICE = "Choisissez dans la liste."


def mail_field(hint: str) -> forms.EmailField:
    return forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text=hint,
        error_messages={
            "required": "Indiquez l’adresse à laquelle vous avez été invité.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class AskForm(SignedForm):
    """The address to which a new link goes, if it was invited."""

    email = mail_field("Celle à laquelle notre invitation est arrivée.")


class CodeForm(forms.Form):
    code = LineField(
        "Code reçu par courriel",
        "Tapez le code à six chiffres.",
        most=20,
        inputmode="numeric",
        autocomplete="one-time-code",
    )

    def clean_code(self) -> str:
        """Digits alone: spaces that a mailbox adds are nothing."""
        digits = re.sub(r"\D", "", self.cleaned_data["code"])
        if len(digits) != 6:
            raise forms.ValidationError("Un code a six chiffres.")
        return digits


class WordForm(SignedForm):
    """A word, a proposal about a need, or the news that it is done."""

    said = forms.TypedChoiceField(
        label="Ce que vous apportez",
        choices=[
            (Said.WORD, "Un mot"),
            (Said.PROPOSAL, "Une proposition"),
            (Said.DONE, "C’est fait"),
        ],
        coerce=Said,
        initial=Said.WORD,
        widget=forms.RadioSelect,
        error_messages={"required": A_CHOICE, "invalid_choice": A_CHOICE},
    )
    need = forms.ChoiceField(
        label="À propos de", required=False, error_messages={"invalid_choice": A_CHOICE}
    )
    text = LongTextField(
        "Votre mot",
        "Écrivez votre mot.",
        most=1000,
        rows=4,
        hint="Un conseiller le lit et vous répond. La personne peut le lire aussi.",
    )

    def __init__(self, data: Any = None, *, seen: Seen, **options: Any) -> None:
        super().__init__(data, **options)
        needs = [(str(need.pk), f"{need.kind}, {need.whom}") for need in seen.needs if need.unmet]
        self.fields["need"].choices = [("", WHOLE), *needs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("said") in {Said.PROPOSAL, Said.DONE} and not answers.get("need"):
            self.add_error("need", "Choisissez le besoin dont il s’agit.")
        return answers

    def answers(self) -> dict[str, Any]:
        need = self.cleaned_data["need"]
        return {
            "text": self.cleaned_data["text"],
            "said": self.cleaned_data["said"],
            "need": Need.objects.filter(pk=int(need)).first() if need else None,
        }
