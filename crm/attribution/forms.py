"""Which period is read, and by which touch."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from crm.registers.calendar import add_months

from .acts import Period
from .sources import FIRST, LAST

EARLIEST = date(2000, 1, 1)
MONTHS = 6
TOUCHES = [
    (FIRST, "ce qui les a amenées la première fois"),
    (LAST, "ce qui les a amenées en dernier"),
]


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short"}
        ),
        error_messages={
            "required": "Indiquez une date.",
            "invalid": "Cette date n’existe pas : écrivez-la jour, mois, année.",
        },
    )


class PeriodForm(forms.Form):
    """`exact` readers choose days; the others read whole months, so that no two readings tell of one day."""

    du = day_field("Du")
    au = day_field("Au")
    par = forms.ChoiceField(label="Compter par", choices=TOUCHES)

    def __init__(self, data: Any, *, exact: bool) -> None:
        self.exact = exact
        super().__init__(
            usual() | {name: data[name] for name in ("du", "au", "par") if name in data}
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("du"), told.get("au")
        if since and since < EARLIEST:
            self.add_error("du", "Rien n’est compté avant l’an 2000.")
        if since and until and since > until:
            self.add_error("au", "La fin précède le début.")
        return told

    def period(self) -> Period:
        period = Period(self.cleaned_data["du"], self.cleaned_data["au"])
        return period if self.exact else period.whole_months

    @property
    def touch(self) -> str:
        return str(self.cleaned_data["par"])


def usual() -> dict[str, Any]:
    """The last six months, by the first touch."""
    today = timezone.localdate()
    return {"du": add_months(today.replace(day=1), 1 - MONTHS), "au": today, "par": FIRST}
