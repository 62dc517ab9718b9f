"""What is typed about exchanges and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from crm.journeys.exchanges import Said, Then
from crm.journeys.models import Direction, InteractionKind, Outcome, Visibility
from crm.journeys.team import called, team
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CALL, OUT, IN = InteractionKind.CALL, Direction.OUT, Direction.IN
# A button each: what it says, and what it means.
CALLS: dict[str, tuple[str, Said]] = {
    "reached": ("Joint", Said(CALL, OUT, Outcome.REACHED)),
    "message": ("Message laissé", Said(CALL, OUT, Outcome.MESSAGE)),
    "no_answer": ("Pas de réponse", Said(CALL, OUT, Outcome.NO_ANSWER)),
    "call_back": ("Rappel demandé", Said(CALL, OUT, Outcome.CALL_BACK)),
}
OTHERS: dict[str, tuple[str, Said]] = {
    "called": ("Appel reçu", Said(CALL, IN, Outcome.REACHED)),
    "mail_in": ("Courriel reçu", Said(InteractionKind.MAIL, IN)),
    "mail_out": ("Courriel envoyé", Said(InteractionKind.MAIL, OUT)),
    "visit": ("Visite", Said(InteractionKind.VISIT, IN)),
    "meeting": ("Rencontre", Said(InteractionKind.MEETING, OUT)),
    "letter": ("Courrier", Said(InteractionKind.LETTER, OUT)),
    "note": ("Note", Said(InteractionKind.NOTE, Direction.INTERNAL)),
}
SAID = CALLS | OTHERS
LONGEST = 10_000


class LogForm(CarefulForm):
    """An exchange. The button that posts the form says which one: `said`."""

    careful_fields = ("text",)

    said = forms.ChoiceField(
        choices=[(key, label) for key, (label, _) in SAID.items()],
        widget=forms.HiddenInput,
        error_messages={"required": "Choisissez ce qui a eu lieu : un bouton par sorte d’échange."},
    )
    text = PersonText(
        label="Ce qui s’est dit, ce qui est convenu", required=False, max_length=LONGEST, rows=3
    )
    reserved = forms.BooleanField(label="Réservé à moi", required=False)
    settles = forms.BooleanField(label="La prochaine action est faite", required=False)
    then = forms.CharField(label="Ensuite", required=False, max_length=160)
    then_on = forms.DateField(label="Pour le", required=False, widget=DAY)
    duration = forms.IntegerField(
        label="Durée, en minutes", required=False, min_value=1, max_value=600
    )

    def answers(self) -> dict[str, Any]:
        """The arguments of `note_exchange`."""
        told = self.cleaned_data
        return {
            "said": SAID[told["said"]][1],
            "text": told["text"],
            "duration": told["duration"],
            "visibility": Visibility.AUTHOR if told["reserved"] else Visibility.TEAM,
            "then": Then(told["settles"], told["then"], told["then_on"]),
        }


class TaskForm(forms.Form):
    label = forms.CharField(label="À faire", max_length=160)
    due_on = forms.DateField(label="Pour le", widget=DAY)
    assignee: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="Confiée à", required=False, empty_label="personne en particulier"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["assignee"]
        choices.queryset = team()  # type: ignore[attr-defined]
        choices.label_from_instance = called  # type: ignore[attr-defined]


class PostponeForm(forms.Form):
    """To a day, or in a number of days when a button says so."""

    days = forms.TypedChoiceField(
        choices=[(1, "demain"), (7, "dans une semaine")],
        coerce=int,
        required=False,
        empty_value=None,
    )
    on = forms.DateField(label="Reporter au", required=False, widget=DAY)

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Reportez à aujourd’hui ou plus tard.")
        return day

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and not answers.get("on") and not answers.get("days"):
            self.add_error("on", "Choisissez une date.")
        return answers
