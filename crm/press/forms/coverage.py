"""What is typed about articles."""

from __future__ import annotations

from typing import Any

from django import forms

from editorial.typography import french
from news.models import Coverage

from ..coverage import Told
from ..models import CoverageLink, PressContact, Subject, Tone
from .sending import NamedContacts

ASKED = [("", "non précisé")]


class CoverageListForm(forms.Form):
    """The filter of the articles."""

    q = forms.CharField(
        label="Titre ou média",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    etat = forms.ChoiceField(
        label="Lesquels",
        required=False,
        choices=[("", "Tous"), ("a-relier", "Sans journaliste"), ("relies", "Avec un journaliste")],
    )

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values()) or bool(self.errors)


class OneContact(forms.ModelChoiceField):
    """One journalist, by name and medium."""

    label_from_instance = NamedContacts.label_from_instance


class CoverageForm(forms.Form):
    """Who wrote an article and how far it went."""

    contact = OneContact(
        PressContact.objects.select_related("organisation"),
        label="Journaliste",
        required=False,
        empty_label="inconnu",
    )
    reach = forms.IntegerField(
        label="Lecteurs ou auditeurs",
        required=False,
        min_value=0,
        max_value=100_000_000,
        help_text="Le chiffre que donne le média, s’il est connu.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    tone = forms.ChoiceField(label="Ton", required=False, choices=ASKED + Tone.choices)
    subject = forms.ChoiceField(
        label="De quoi il parle", required=False, choices=ASKED + Subject.choices
    )

    def told(self) -> Told:
        return Told(**self.cleaned_data)

    @staticmethod
    def values_of(row: CoverageLink | None) -> dict[str, Any]:
        names = ("contact", "reach", "tone", "subject")
        return {name: getattr(row, name) for name in names} if row else {}


class WroteForm(forms.Form):
    """« Ce contact a publié… »: one of the articles that nobody signs."""

    coverage = forms.ModelChoiceField(
        Coverage.objects.none(), label="Article", empty_label="choisir un article"
    )

    def __init__(self, *args: Any, likely: list[Coverage], others: list[Coverage], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["coverage"]
        field.queryset = Coverage.objects.filter(pk__in=[row.pk for row in [*likely, *others]])
        groups = [("De son média, ou à son nom", likely), ("Autres articles", others)]
        field.choices = [
            ("", "choisir un article"),
            *(
                (label, [(row.pk, french(f"{row.title} ({row.outlet})")) for row in rows])
                for label, rows in groups
                if rows
            ),
        ]
