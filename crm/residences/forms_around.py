"""What is typed around residences: committees and their marks, requests of the site, the text of agreements."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.people.forms import DAY
from crm.people.models import Person
from crm.registers.careful import CarefulForm, PersonText
from crm.registers.written_texts import problems

from .models import CRITERIA, HIGHEST_MARK, AgreementTemplate, Residence
from .texts import FIELDS


class CommitteeForm(forms.Form):
    held_on = forms.DateField(label="Se tient le", widget=DAY)
    closes_on = forms.DateField(label="Demandes reçues jusqu’au", widget=DAY)
    place = forms.CharField(label="Lieu", max_length=120)
    members = forms.CharField(
        label="Membres", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class MinutesForm(forms.Form):
    place = forms.CharField(label="Lieu", max_length=120)
    members = forms.CharField(
        label="Membres", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    minutes = forms.CharField(
        label="Procès-verbal",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ce qui s’est dit, sans nommer les demandeurs : il est gardé plus longtemps que leurs "
        "dossiers. Les décisions et leurs motifs s’y ajoutent d’eux-mêmes.",
    )


class AssessForm(CarefulForm):
    careful_fields = ("comment",)

    comment = PersonText(label="Avis", max_length=1000, rows=2, required=False)

    def __init__(self, *args: Any, row: Residence, **kwargs: Any) -> None:
        noted = getattr(row, "assessment", None)
        if noted:
            kwargs["initial"] = {name: getattr(noted, name) for name in [*CRITERIA, "comment"]}
        super().__init__(*args, **kwargs)
        for name, label in CRITERIA.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label.capitalize(),
                coerce=int,
                choices=[("", "–"), *[(mark, f"{mark}") for mark in range(HIGHEST_MARK + 1)]],
                error_messages={"required": "Donnez une note de 0 à 5."},
            )
        self.order_fields([*CRITERIA, "comment"])

    def marks(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in CRITERIA}


class AttachForm(forms.Form):
    """The file that a request of the site goes to, by its number."""

    dossier = forms.CharField(
        label="N° de dossier",
        max_length=12,
        help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Indiquez le n° du dossier."},
    )

    def clean_dossier(self) -> Person:
        person = Person.objects.alive().filter(file_number=self.cleaned_data["dossier"]).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier ouvert ne porte ce numéro.")
        return person


class TemplateForm(forms.Form):
    """The next version of the agreement, based on the one that `version` names."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    title = forms.CharField(label="Titre", max_length=120)
    community = forms.CharField(
        label="Première partie", max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    partner = forms.CharField(
        label="Deuxième partie", max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    articles = forms.CharField(
        label="Articles", max_length=12000, widget=forms.Textarea(attrs={"rows": 24})
    )
    why = forms.CharField(label="Ce qui change", required=False, max_length=240)

    TEXTS = ("title", "community", "partner", "articles")

    @classmethod
    def of(cls, template: AgreementTemplate) -> TemplateForm:
        said = {name: getattr(template, name) for name in cls.TEXTS}
        return cls(initial=said | {"version": template.version})

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in self.TEXTS:
            for told in problems(said.get(name, ""), FIELDS):
                self.add_error(name, told)
        return said

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in (*self.TEXTS, "why")}
