"""What is typed at the desk of office requests and of their waiting list."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.registers.careful import PersonText
from crm.waiting.models import Priority, WaitEntry

from ..models import OfficeState

LONGEST = 500
AN_ANSWER = 4000
ALL = "toutes"
STATES = [
    ("", "Celles qui attendent quelque chose"),
    *[(state.value, str(state.label).capitalize()) for state in OfficeState],
    (ALL, "Toutes"),
]
RANK_VERBS = {
    Priority.FIRST: "Faire passer en priorité",
    Priority.NORMAL: "Remettre à son rang",
    Priority.LAST: "Faire passer après les autres",
}


class RequestFilter(forms.Form):
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=STATES,
        error_messages={
            "invalid_choice": "Ce choix n’existe pas\u00a0: la liste est montrée sans lui."
        },
    )

    @property
    def asked(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("etat", ""))

    @property
    def narrows(self) -> bool:
        return bool(self.asked)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Votre réponse",
        max_length=AN_ANSWER,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Le nom et les coordonnées de la collectivité s’ajoutent à la fin.",
        error_messages={"required": "Écrivez la réponse\u00a0: une lettre vide ne part pas."},
    )


class ReasonForm(forms.Form):
    """Why a request ends; the person reads it when it is refused."""

    reason = PersonText(
        label="Motif",
        max_length=LONGEST,
        error_messages={"required": "Indiquez un motif\u00a0: il est inscrit au journal."},
    )


class RankForm(forms.Form):
    rank = forms.ChoiceField(
        label="Sa place",
        error_messages={"required": "Choisissez.", "invalid_choice": "Ce choix n’existe pas."},
    )
    reason = PersonText(
        label="Motif",
        max_length=LONGEST,
        error_messages={"required": "Indiquez pourquoi cette personne change de rang."},
    )

    def __init__(self, entry: WaitEntry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rank"].choices = [  # type: ignore[attr-defined]
            (str(priority.value), verb)
            for priority, verb in RANK_VERBS.items()
            if priority != entry.priority_class
        ]

    @property
    def priority(self) -> Priority:
        return Priority(int(self.cleaned_data["rank"]))
