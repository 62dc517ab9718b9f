from __future__ import annotations

from typing import Any

from django import forms

from crm.people.form_fields import LineField
from crm.people.models import Person

from .holds import Why
from .models import HoldReason


class FindForm(forms.Form):
    """A file by its number: the officer reads no file, and types what the request says."""

    number = forms.CharField(
        label="Numéro de dossier",
        max_length=12,
        help_text="Par exemple : 2026-0012.",
        error_messages={"required": "Indiquez le numéro du dossier."},
    )

    def clean_number(self) -> Person:
        number = self.cleaned_data["number"]
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier en cours ne porte ce numéro.")
        return person


class ConfirmForm(forms.Form):
    """The second step: the number is typed again, so that no click alone forgets somebody."""

    number = forms.CharField(
        label="Retapez le numéro du dossier",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Retapez le numéro du dossier pour confirmer."},
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        if number != self.person.file_number:
            raise forms.ValidationError("Ce n’est pas le numéro de ce dossier.")
        return number


def day_field(label: str, *, hint: str = "", missing: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=bool(missing),
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing,
            "invalid": "Écrivez une date, par exemple 31/12/2026.",
        },
    )


class HoldForm(forms.Form):
    """Why a file is kept from being erased."""

    reason = forms.ChoiceField(
        label="Pourquoi retenir ce dossier",
        choices=[(one.value, one.label.capitalize()) for one in HoldReason if one != "review"],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi le dossier est retenu."},
    )
    details = LineField(
        "Précisions",
        "Dites de quoi il s’agit.",
        most=240,
        hint="La référence d’une affaire ou d’une demande, sans rien de plus que le nécessaire.",
    )
    asked_by = LineField("Demandée par", "Dites qui a demandé cette retenue.", most=120)
    until = day_field("Jusqu’au", hint="Quand le terme est connu. La retenue s’y lève d’elle-même.")
    review_on = day_field(
        "À revoir le",
        hint="Sans terme connu\N{NO-BREAK SPACE}: un rappel paraîtra dans les échéances.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("until") and not said.get("review_on"):
            self.add_error("until", "Donnez un terme, ou un jour où revoir la retenue.")
        return said

    def why(self) -> Why:
        said = self.cleaned_data
        return Why(
            HoldReason(said["reason"]), said["details"], said["asked_by"],
            until=said["until"], review_on=said["review_on"],
        )  # fmt: skip


class LiftForm(forms.Form):
    reason = LineField("Pourquoi la lever", "Dites pourquoi la retenue est levée.", most=240)


class ExemptForm(forms.Form):
    """Why a file is taken out of a run that is read over."""

    details = LineField(
        "Pourquoi garder ce dossier", "Dites pourquoi le dossier est gardé.", most=240
    )
    review_on = day_field("À revoir le", missing="Donnez le jour où revoir cette décision.")


class SignForm(forms.Form):
    """The number of files is typed again: nobody signs without having read it."""

    number = forms.IntegerField(
        label="Retapez le nombre de dossiers à anonymiser",
        min_value=1,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Retapez le nombre de dossiers pour signer.",
            "invalid": "Écrivez un nombre, en chiffres.",
            "min_value": "Écrivez un nombre, en chiffres.",
            "max_value": "Ce n’est pas le nombre de dossiers de ce passage.",
        },
    )
