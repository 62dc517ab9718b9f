"""What an advisor types about a training without leaving the person's file."""

from __future__ import annotations

from typing import Any

from django import forms

from training.models import Module

from .forms_roster import DayForm
from .models import HalfDay


class HalfDaysForm(DayForm):
    """One day of the session, and which half-days."""

    halves = forms.MultipleChoiceField(
        label="Demi-journées",
        choices=HalfDay,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez au moins une demi-journée.",
            "invalid_choice": "Une demi-journée est le matin ou l’après-midi.",
        },
    )


class ModuleForm(forms.Form):
    """A distance module that is not validated yet."""

    module = forms.ChoiceField(
        label="Module",
        error_messages={
            "required": "Choisissez un module.",
            "invalid_choice": "Ce module est déjà validé, ou n’est pas de cette formation.",
        },
    )

    def __init__(self, modules: list[Module], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = {str(row.pk): row for row in modules}
        self.fields["module"].choices = [(pk, str(row)) for pk, row in self.modules.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Module:
        return self.modules[self.cleaned_data["module"]]
