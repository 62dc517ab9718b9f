from __future__ import annotations

from typing import Any

from django import forms

from crm.people.models import Person


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
