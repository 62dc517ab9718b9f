"""What is asked and typed at the desk of messages. Services decide and write."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from crm.people.models import Person
from editorial import form_key

from .models import ContactRequest, ContactRequestQuerySet, RequestKind, RequestState, Topic

WAITING, ALL = "attente", "tous"
LONGEST = 8000
UNKNOWN_CHOICE = {"invalid_choice": "Ce choix n’existe pas : la liste est montrée sans lui."}
STATES = {
    RequestState.FILED: "Rattachés à un dossier",
    RequestState.SETTLED: "Réglés",
    RequestState.SPAM: "Indésirables",
}


def filter_field(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=choices, error_messages=UNKNOWN_CHOICE
    )


class MessageFilter(forms.Form):
    """The filter of the list. What is wrong is told beside its field and left out."""

    etat = filter_field(
        "État",
        [
            ("", "Tous, les nouveaux d’abord"),
            (WAITING, "À traiter"),
            *[(state.value, label) for state, label in STATES.items()],
        ],
    )
    sujet = filter_field(
        "Sujet", [("", "Tous"), *[(one.value, one.label.capitalize()) for one in Topic]]
    )
    nature = filter_field(
        "Nature", [("", "Toutes"), *[(one.value, one.label.capitalize()) for one in RequestKind]]
    )

    def found(self) -> ContactRequestQuerySet:
        """Spam is seen when it is asked for."""
        self.is_valid()
        rows = ContactRequest.objects.all()
        match self.cleaned_data.get("etat", ""):
            case "":
                rows = rows.exclude(state=RequestState.SPAM)
            case "attente":
                rows = rows.waiting()
            case state:
                rows = rows.filter(state=state)
        if topic := self.cleaned_data.get("sujet"):
            rows = rows.filter(topic=topic)
        if kind := self.cleaned_data.get("nature"):
            rows = rows.filter(kind=kind)
        return rows.select_related("person", "handled_by").new_first()

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())


class AttachForm(forms.Form):
    """The file that a message goes to, by its number."""

    dossier = forms.CharField(
        label="N° de dossier",
        max_length=12,
        help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Indiquez le n° du dossier.",
            "max_length": "Un n° de dossier s’écrit 2011-0042.",
        },
    )

    def clean_dossier(self) -> Person:
        number = self.cleaned_data["dossier"]
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier ouvert ne porte ce numéro.")
        return person


class AnswerForm(forms.Form):
    """An answer by e-mail. Its key makes of a double click one letter."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Votre réponse",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Le nom et les coordonnées de la collectivité s’ajoutent à la fin.",
        error_messages={"required": "Écrivez la réponse : une lettre vide ne part pas."},
    )

    def __init__(self, *args: Any, hello: str = "", **kwargs: Any) -> None:
        now = timezone.now()
        kwargs["initial"] = {"text": hello, "key": form_key.issue(now).sign()}
        super().__init__(*args, **kwargs)

    @property
    def sending(self) -> uuid.UUID:
        """The identity of this letter: that of the page it was written on."""
        found = form_key.read(self.cleaned_data["key"])
        return (found or form_key.issue(timezone.now())).uuid
