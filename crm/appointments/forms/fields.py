"""The fields that the forms of the desk share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from crm.journeys.team import called
from crm.people.forms import DAY
from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HOUR = forms.TimeInput(attrs={"type": "time", "step": "900"}, format="%H:%M")
YEARS = 2
NOT_A_CHOICE = {"invalid_choice": "Ce choix n’est pas dans la liste."}


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=DAY,
        help_text=hint,
        error_messages={"required": "Choisissez une date.", "invalid": "Cette date n’existe pas."},
    )


def hour_field(label: str, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        widget=HOUR,
        error_messages={
            "required": "Choisissez une heure.",
            "invalid": "Écrivez l’heure ainsi : 14:30.",
        },
    )


def check_near(day: date) -> None:
    """Refuse a day that nobody plans for."""
    today = timezone.localdate()
    if not today - timedelta(days=1) <= day <= today + timedelta(days=366 * YEARS):
        raise forms.ValidationError("Choisissez une date d’ici deux ans.")


def advisor_field(label: str) -> forms.ModelChoiceField[User]:
    return forms.ModelChoiceField(None, label=label, error_messages=NOT_A_CHOICE)


def offer_people(field: forms.Field, rows: QuerySet[User]) -> None:
    field.queryset = rows  # type: ignore[attr-defined]
    field.label_from_instance = called  # type: ignore[attr-defined]


def people_field(label: str, least: int, initial: int) -> forms.IntegerField:
    sentence = f"Indiquez un nombre de {least} à 20."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=20,
        initial=initial,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], sentence),
    )


class FileField(forms.CharField):
    """A file that may change, by its number."""

    def __init__(self) -> None:
        super().__init__(
            label="N° de dossier",
            max_length=12,
            help_text="Par exemple 2011-0042.",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={
                "required": "Indiquez le n° du dossier.",
                "max_length": "Un n° de dossier s’écrit 2011-0042.",
            },
        )

    def clean(self, value: Any) -> Person:
        number = super().clean(value)
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier ouvert ne porte ce numéro.")
        return person
