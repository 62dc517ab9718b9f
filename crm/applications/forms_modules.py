"""What is typed about a distance module: a work handed in, a word of the trainer, hours corrected."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journal.refusal import Refused
from crm.papers.checking import KINDS, READERS, checked
from crm.papers.forms import AGAIN
from crm.papers.models import HEAVIEST, MEGABYTE
from crm.registers.careful import CarefulForm, PersonText

from .models import Evidence


class HandInForm(forms.Form):
    """A work, with its file when there is one."""

    file = forms.FileField(
        label="Votre travail",
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={
            "missing": AGAIN,
            "invalid": AGAIN,
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : renommez-le.",
        },
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload:
            try:
                checked(upload)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return upload


class DeskHandInForm(HandInForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Le travail reçu"


class WordForm(CarefulForm):
    """What the trainer says of a work; the trainee reads it."""

    careful_fields = ("comment",)
    comment = PersonText(label="Commentaire", required=False, max_length=1000, rows=3)


class HoursForm(CarefulForm):
    """The hours of a module validated long ago."""

    careful_fields = ("reason",)
    hours = forms.IntegerField(
        label="Heures retenues",
        min_value=0,
        max_value=999,
        error_messages={
            "required": "Écrivez un nombre d’heures.",
            "invalid": "Écrivez un nombre d’heures.",
        },
    )
    reason = PersonText(
        label="Motif de la correction",
        max_length=500,
        rows=2,
        error_messages={"required": "Indiquez ce qui fait corriger : ce motif reste au dossier."},
    )


class EvidenceForm(forms.Form):
    evidence = forms.ChoiceField(
        label="Les heures à distance de cette formation comptent",
        choices=Evidence,
        error_messages={"required": "Choisissez.", "invalid_choice": "Choisissez."},
    )
