"""What is typed about the papers of a file."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journal.refusal import Refused
from crm.journeys.models import Visibility
from crm.registers.careful import CarefulForm

from .checking import KINDS, READERS, checked
from .models import HEAVIEST, MEGABYTE, PaperKind

AGAIN = "Choisissez un fichier."


class PaperForm(CarefulForm):
    """A document for somebody's file."""

    careful_fields = ("title",)

    file = forms.FileField(
        label="Fichier",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={
            "required": AGAIN,
            "missing": AGAIN,
            "invalid": AGAIN,
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : renommez-le.",
        },
    )
    kind = forms.ChoiceField(label="Nature", choices=PaperKind.choices)
    title = forms.CharField(
        label="Intitulé",
        required=False,
        max_length=160,
        help_text="Le nom du fichier, sans autre intitulé.",
    )
    reserved = forms.BooleanField(label="Réservée à moi", required=False)

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            checked(upload)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload

    def answers(self) -> dict[str, Any]:
        """The arguments of `add_paper`."""
        told = self.cleaned_data
        return {
            "kind": PaperKind(told["kind"]),
            "upload": told["file"],
            "title": told["title"],
            "visibility": Visibility.AUTHOR if told["reserved"] else Visibility.TEAM,
        }
