from __future__ import annotations

from typing import Any

from django import forms

from .processing import SECTIONS
from .processing_reviews import Standing

LONGEST = 4000


class ReviewForm(forms.Form):
    """The sections of an activity to read over, and what was changed of them."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    remark = forms.CharField(
        label="Ce qui a changé",
        max_length=200,
        required=False,
        help_text="Par exemple : le trésorier reçoit aussi les relevés. Vide si vous n’avez rien changé.",
    )

    def __init__(self, *args: Any, standing: Standing, **options: Any) -> None:
        options["initial"] = {"read": standing.version} | {
            name: standing.text(name) for name in SECTIONS
        }
        super().__init__(*args, **options)
        for name, label in SECTIONS.items():
            lines = standing.text(name).count("\n") + 1
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONGEST,
                # Nothing sensitive, no reason for an assessment: everything is said, even that.
                error_messages={"required": "Dites-le, même si c’est « aucune »."},
                widget=forms.Textarea(attrs={"rows": min(max(lines, 2), 10)}),
            )
        self.order_fields([*SECTIONS, "remark", "read"])

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SECTIONS}
