"""What is typed about documents."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journal.refusal import Refused
from crm.papers.checking import KINDS, READERS, checked
from crm.papers.models import HEAVIEST, MEGABYTE
from crm.registers.careful import PersonText
from crm.registers.written_texts import problems

from .models import OF_A_PERSON, DocumentTemplate
from .texts import FIELDS

ALL = [(kind.value, kind.label) for kind in OF_A_PERSON]


class ReasonForm(forms.Form):
    reason = PersonText(
        label="Motif du remplacement",
        max_length=240,
        help_text="La salle ou une date qui change",
        error_messages={"required": "Dites pourquoi le document est remplacé."},
    )


class SignedForm(forms.Form):
    file = forms.FileField(
        label="Exemplaire signé",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            checked(upload)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload


class TemplateForm(forms.Form):
    """The next version of a template, based on the one that `version` names."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    title = forms.CharField(label="Titre", max_length=120)
    opening = forms.CharField(
        label="Avant le tableau",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    closing = forms.CharField(
        label="Après le tableau",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    why = forms.CharField(label="Ce qui change", required=False, max_length=240)

    @classmethod
    def of(cls, template: DocumentTemplate) -> TemplateForm:
        return cls(
            initial={
                "version": template.version,
                "title": template.title,
                "opening": template.opening,
                "closing": template.closing,
            }
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in ("title", "opening", "closing"):
            for told in problems(said.get(name, ""), FIELDS):
                self.add_error(name, told)
        return said
