from __future__ import annotations

from django import forms

from crm.people.models import Person


class FindForm(forms.Form):
    """A file by its number, as the letter of the person says it."""

    number = forms.CharField(
        label="Numéro de dossier",
        max_length=12,
        help_text="Par exemple\N{NO-BREAK SPACE}: 2026-0012.",
        error_messages={"required": "Indiquez le numéro du dossier."},
    )

    def clean_number(self) -> Person:
        number = self.cleaned_data["number"].strip()
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier en cours ne porte ce numéro.")
        return person


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code de retrait",
        max_length=20,
        help_text="Huit lettres et chiffres, donnés de vive voix ou par téléphone.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Tapez le code qui vous a été donné."},
    )
