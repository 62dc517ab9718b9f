from __future__ import annotations

from django import forms


class ExportForm(forms.Form):
    """Why rows leave: the journal keeps it, beside who took them and how many."""

    purpose = forms.CharField(
        label="À quoi servira cet export",
        max_length=200,
        help_text="Par exemple : bilan annuel pour le conseil communautaire. Gardé au journal avec votre nom.",
        error_messages={"required": "Dites à quoi servira cet export."},
    )

    def clean_purpose(self) -> str:
        words = " ".join(self.cleaned_data["purpose"].split())
        if len(words) < 5:
            raise forms.ValidationError("Dites-le en quelques mots.")
        return words
