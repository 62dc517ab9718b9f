"""What is typed to correct a settlement."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.registers.careful import PersonText

from .forms import HomeCommune, HomeForm, PastDay
from .models import Dwelling, Settlement, SettlementState

NAMES = (
    "commune",
    "move_in_on",
    "dwelling",
    "adults",
    "children",
    "children_schooled",
    "departed_on",
)


class CorrectForm(HomeForm):
    """What a settlement says, to be written otherwise. Dates that its state does not have are not asked."""

    commune = HomeCommune(label="Commune")
    move_in_on = PastDay(label="Emménagés le")
    dwelling = forms.ChoiceField(label="Logement", choices=Dwelling.choices, required=False)
    adults = forms.IntegerField(label="Adultes", min_value=1, max_value=20)
    children = forms.IntegerField(label="Enfants", min_value=0, max_value=20)
    children_schooled = forms.IntegerField(label="dont scolarisés ici", min_value=0, max_value=20)
    departed_on = PastDay(label="Repartis le")
    reason = PersonText(label="Motif de la correction", max_length=240)

    def __init__(self, *args: Any, row: Settlement, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(row, name) for name in NAMES}
        super().__init__(*args, **kwargs)
        if row.state == SettlementState.INTENDED:
            del self.fields["move_in_on"]
        if row.state != SettlementState.DEPARTED:
            del self.fields["departed_on"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("children_schooled") or 0) > (told.get("children") or 0):
            self.add_error("children_schooled", "Il y en a plus que d’enfants.")
        return told

    def corrections(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data}
