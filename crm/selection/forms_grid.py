"""A grid as it is written: rows of criteria, and the two settings of reading."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journal.refusal import Refused

from .grids import MOST, Wording, Written, check_weights
from .models import Grid

SPARE = 3
FIELDS = ("label", "weight", "guide")


class CriterionForm(forms.Form):
    """One row. A row without a name nor a weight is left out."""

    label = forms.CharField(label="Critère", max_length=80, required=False)
    weight = forms.IntegerField(
        label="Poids, en %", min_value=1, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"data-weight": ""}),
    )  # fmt: skip
    guide = forms.CharField(
        label="Ce qui se lit", max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("label") and "weight" in said and said["weight"] is None:
            self.add_error("weight", "Donnez un poids à ce critère.")
        if (said.get("weight") or said.get("guide")) and not said.get("label"):
            self.add_error("label", "Nommez ce critère, ou videz sa ligne.")
        return said


class GridForm(forms.Form):
    gap_allowed = forms.IntegerField(
        label="Écart admis entre deux lectures, en points", min_value=1, max_value=100,
        help_text="Au-delà, une autre lecture ou une note d’accord est demandée.",
    )  # fmt: skip
    reading_days = forms.IntegerField(
        label="Délai pour rendre une lecture, en jours", min_value=1, max_value=90
    )

    def __init__(self, grid: Grid, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"gap_allowed": grid.gap_allowed, "reading_days": grid.reading_days},
        )
        known = list(grid.criteria.all())
        number = min(MOST, len(known) + SPARE)
        self.rows = [
            CriterionForm(
                data,
                prefix=f"c{place}",
                initial={name: getattr(known[place], name) for name in FIELDS}
                if place < len(known)
                else None,
            )
            for place in range(number)
        ]

    def is_whole(self) -> bool:
        """Whether everything typed can be kept as a version in preparation."""
        return all([self.is_valid(), *(row.is_valid() for row in self.rows)])

    def wording(self) -> Wording:
        said = [row.cleaned_data for row in self.rows]
        return Wording(
            [Written(one["label"], one["weight"], one["guide"]) for one in said if one["label"]],
            self.cleaned_data["gap_allowed"],
            self.cleaned_data["reading_days"],
        )

    def sum_refusal(self) -> str:
        """Why the weights typed cannot serve, "" when they can."""
        try:
            check_weights([one.weight for one in self.wording().criteria])
        except Refused as refusal:
            return str(refusal)
        return ""
