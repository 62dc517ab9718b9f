"""What is chosen along an import. Services do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from .columns import COLUMNS
from .models import Decision, ImportBatch, ImportLine
from .reading import BIGGEST

NOTHING = ("", "Ne pas importer")


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Fichier à importer",
        max_length=150,
        help_text="CSV ou classeur Excel (.xlsx), 5 Mo et 10 000 lignes au plus. Une ligne par personne, "
        "les titres des colonnes sur la première ligne.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : raccourcissez-le.",
            "missing": "Choisissez un fichier.",
            "invalid": "Choisissez un fichier.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError("Ce fichier dépasse 5 Mo : coupez-le en plusieurs.")
        return file


class ColumnsForm(forms.Form):
    """One select a column of the file, set to what its heading seems to mean."""

    def __init__(self, batch: ImportBatch, data: Any = None) -> None:
        guessed = batch.mapping
        initial = {field_of(int(rank)): key for rank, key in guessed.items()}
        super().__init__(data, initial=initial)
        choices = [NOTHING, *grouped()]
        for rank, heading in enumerate(batch.headings):
            self.fields[field_of(rank)] = forms.ChoiceField(
                label=heading["title"],
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "Choisissez une colonne de la liste."},
            )

    @property
    def mapping(self) -> dict[int, str]:
        return {
            int(name.removeprefix("colonne-")): key
            for name, key in self.cleaned_data.items()
            if key
        }


def field_of(rank: int) -> str:
    return f"colonne-{rank}"


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for column in COLUMNS.values():
        groups.setdefault(column.group, []).append((column.key, column.label))
    return list(groups.items())


class DecisionsForm(forms.Form):
    """What becomes of the lines that resemble somebody: one answer for all, another for some."""

    resembling = forms.ChoiceField(
        label="Les lignes qui ressemblent à un dossier connu",
        choices=[
            (Decision.ASIDE, "les laisser de côté"),
            (Decision.ATTACH, "les rattacher au dossier auquel elles ressemblent"),
            (Decision.OPEN, "ouvrir un nouveau dossier pour chacune"),
        ],
        error_messages={"invalid_choice": "Choisissez l’une des trois réponses."},
    )

    def __init__(self, batch: ImportBatch, lines: Sequence[ImportLine], data: Any = None) -> None:
        initial = {"resembling": batch.resembling} | {
            line_field(line): line.decision for line in lines
        }
        super().__init__(data, initial=initial)
        for line in lines:
            self.fields[line_field(line)] = forms.ChoiceField(
                label=f"Ligne {line.number}, {line.name}",
                choices=[("", "comme toutes"), *Decision.choices],
                required=False,
                error_messages={"invalid_choice": "Choisissez l’une des réponses."},
            )

    @property
    def decisions(self) -> dict[int, str]:
        return {
            int(name.removeprefix("ligne-")): said
            for name, said in self.cleaned_data.items()
            if name.startswith("ligne-")
        }


def line_field(line: ImportLine) -> str:
    return f"ligne-{line.number}"
