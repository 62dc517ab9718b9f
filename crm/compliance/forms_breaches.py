from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .forms_journal import PeriodForm, every_account, named
from .models import Breach, Nature, Risk
from .models.breaches import NO_NAME

HOUR = {"type": "datetime-local"}
TYPED = "%Y-%m-%dT%H:%M"


def hour(label: str, **options: Any) -> forms.DateTimeField:
    """A moment of local time."""
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs=dict(HOUR), format=TYPED), **options
    )


def text(label: str, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class ReportForm(forms.Form):
    """What anybody at the desk says of an incident: the officer does the rest."""

    what = text(
        "Ce qui s’est passé",
        6,
        help_text=f"En quelques phrases : quoi, où, depuis quand. {NO_NAME}",
        error_messages={"required": "Dites en quelques mots ce qui s’est passé."},
    )
    discovered_at = hour(
        "Quand vous en êtes-vous aperçu",
        help_text="Les 72 heures de la loi partent de là.",
        error_messages={"required": "Indiquez le jour et l’heure."},
    )

    def clean_discovered_at(self) -> Any:
        found = self.cleaned_data["discovered_at"]
        if found > timezone.now():
            raise ValidationError("Cette date est à venir : indiquez quand l’incident a été vu.")
        return found


class DescribeForm(ReportForm):
    """What the officer knows of it, in the order of the CNIL's form."""

    natures = forms.MultipleChoiceField(
        label="Les données ont été", choices=Nature, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kinds = forms.CharField(
        label="Catégories de données", max_length=300, required=False,
        help_text=Breach._meta.get_field("kinds").help_text,
    )  # fmt: skip
    people_kinds = forms.CharField(
        label="Catégories de personnes", max_length=200, required=False,
        help_text=Breach._meta.get_field("people_kinds").help_text,
    )  # fmt: skip
    people_about = forms.IntegerField(
        label="Nombre approximatif de personnes", min_value=0, max_value=10_000_000, required=False
    )
    rows_about = forms.IntegerField(
        label="Nombre approximatif d’enregistrements", min_value=0, max_value=100_000_000,
        required=False,
    )  # fmt: skip
    causes = text("Causes", required=False)
    consequences = text("Conséquences probables pour les personnes", required=False)
    measures = text("Mesures prises et prévues", required=False)
    risk = forms.ChoiceField(
        label="Niveau de risque", choices=[("", "À évaluer"), *Risk.choices], required=False
    )

    @classmethod
    def values_of(cls, breach: Breach) -> dict[str, Any]:
        return {name: getattr(breach, name) for name in cls.base_fields}


class DecideForm(forms.Form):
    """Whether the CNIL is told."""

    notify = forms.TypedChoiceField(
        label="La CNIL",
        choices=[("yes", "Elle sera notifiée"), ("no", "Elle ne sera pas notifiée")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez."},
    )
    reason = text("Pourquoi, si elle ne l’est pas", 3, required=False)


class NotifiedForm(forms.Form):
    on = hour("Notifiée le", error_messages={"required": "Indiquez le jour et l’heure."})
    reference = forms.CharField(
        label="Référence de la notification", max_length=60,
        help_text="Le numéro que donne le téléservice de la CNIL.",
        error_messages={"required": "Recopiez la référence du téléservice."},
    )  # fmt: skip
    late_reason = text("Pourquoi plus de 72 heures", 3, required=False)


class InformedForm(forms.Form):
    inform = forms.TypedChoiceField(
        label="Les personnes",
        choices=[("yes", "Elles ont été informées"), ("no", "Elles ne le sont pas")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez."},
    )
    text = text(
        "Ce qui leur a été dit, ou pourquoi rien",
        help_text="Nature de la violation, contact, conséquences probables, mesures.",
        error_messages={"required": "Écrivez ce qui leur a été dit, ou pourquoi rien."},
    )
    on = hour("Informées le", required=False)


class NoteForm(forms.Form):
    text = text(
        "Note de suivi", 3, help_text=NO_NAME, error_messages={"required": "Écrivez la note."}
    )


class WhyForm(forms.Form):
    reason = text("Pourquoi", 2, required=False)


class AffectedForm(PeriodForm):
    """Which files an account opened, over a period."""

    account = forms.ModelChoiceField(
        every_account(), label="Compte", required=False, empty_label="Tous les comptes"
    )
    only_exports = forms.BooleanField(label="Seulement ce qui est sorti du site", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].label_from_instance = named  # type: ignore[attr-defined]
        for name in ("since", "until"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = "Indiquez la période."
