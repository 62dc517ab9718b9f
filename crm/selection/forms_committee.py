"""What a committee ticks for each candidate, and what is typed around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from crm.applications.models import Application
from crm.people.forms import DAY
from crm.registers.careful import PersonText

from .models import Outcome, ProposalLine
from .proposals import Choice, Meeting

OUTCOMES = [("", "Rien encore"), *Outcome.choices]


class ChoiceForm(forms.Form):
    """One candidate. Drawn by hand: a committee may have hundreds of them before it."""

    outcome = forms.ChoiceField(
        choices=OUTCOMES,
        required=False,
        error_messages={"invalid_choice": "Ce choix n’existe pas."},
    )
    rank = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=999,
        error_messages={
            "invalid": "Un rang est un nombre entier.",
            "min_value": "Un rang va de 1 à 999.",
            "max_value": "Un rang va de 1 à 999.",
        },
    )

    def choice(self) -> Choice | None:
        outcome = self.cleaned_data.get("outcome")
        return Choice(Outcome(outcome), self.cleaned_data.get("rank")) if outcome else None


class MeetingForm(forms.Form):
    """When the committee met, and who was there."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    held_on = forms.DateField(label="Commission du", required=False, widget=DAY)
    present = forms.CharField(label="Membres présents", required=False, max_length=400)

    def meeting(self) -> Meeting:
        return Meeting(self.cleaned_data["held_on"], self.cleaned_data["present"])


def choice_forms(
    applications: Iterable[Application],
    lines: dict[int, ProposalLine],
    data: Any = None,
) -> dict[int, ChoiceForm]:
    """A form a candidate, by application id: as typed, else as the proposal stands."""
    return {
        row.pk: ChoiceForm(data, prefix=str(row.pk), initial=_initial(lines.get(row.pk)))
        for row in applications
    }


def _initial(line: ProposalLine | None) -> dict[str, Any]:
    return {"outcome": line.outcome, "rank": line.rank} if line else {}


def chosen(forms_by_id: dict[int, ChoiceForm]) -> dict[int, Choice]:
    """What valid forms say, by application id."""
    found = {pk: form.choice() for pk, form in forms_by_id.items() if form.is_valid()}
    return {pk: choice for pk, choice in found.items() if choice is not None}


class ReasonsForm(forms.Form):
    """The reason of each line of a proposal, and the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, lines: Iterable[ProposalLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            read = line.outcome == Outcome.REFUSED
            self.fields[f"reason_{line.pk}"] = PersonText(
                label="Motif, lu dans la lettre" if read else "Motif, gardé au dossier",
                required=False,
                max_length=500,
                rows=2 if read else 0,
            )
            self.initial.setdefault(f"reason_{line.pk}", line.reason)

    def reasons(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data[f"reason_{line.pk}"] for line in self.lines}

    def fields_by_line(self) -> list[tuple[ProposalLine, forms.BoundField]]:
        return [(line, self[f"reason_{line.pk}"]) for line in self.lines]
