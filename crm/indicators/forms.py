from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

EARLIEST = date(2000, 1, 1)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "input input--short"})


class DayField(forms.DateField):
    """A day already past, or today."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=DayInput(),
            error_messages={
                "required": "Indiquez une date.",
                "invalid": "Cette date n’existe pas : écrivez-la jour, mois, année.",
            },
        )

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("Cette date est à venir : choisissez un jour déjà passé.")
        if day is not None and day < EARLIEST:
            raise forms.ValidationError("Aucun chiffre n’existe avant l’an 2000.")
        return day


class FiguresForm(forms.Form):
    """The day of the figures, and another day to compare them with."""

    au = DayField("Chiffres au")
    avec = DayField("Comparés au", required=False)


class PublishForm(forms.Form):
    au = DayField("Chiffres au")


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Motif du retrait, que le public lira",
        max_length=240,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": "Indiquez pourquoi ces chiffres sont retirés."},
    )
