"""A file that somebody sends with an application, and a message to the team."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.papers.checking import KINDS, READERS, checked
from crm.papers.models import HEAVIEST, MEGABYTE, PaperKind
from crm.people.form_fields import LongTextField
from editorial import form_key

from .models import SENT_KINDS

AGAIN = "Choisissez un fichier."
LABELS = {PaperKind.CV: "Mon CV", PaperKind.PROJECT: "Mon projet", PaperKind.OTHER: "Autre pièce"}
LONGEST_MESSAGE = 4000


class FileForm(forms.Form):
    kind = forms.ChoiceField(
        label="De quoi s’agit-il\u202f?",
        choices=[(kind.value, LABELS[kind]) for kind in SENT_KINDS],
        initial=PaperKind.CV,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites si c’est un CV, un projet ou autre chose.",
            "invalid_choice": "Dites si c’est un CV, un projet ou autre chose.",
        },
    )
    file = forms.FileField(
        label="Fichier",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in READERS)}),
        help_text=(
            f"{KINDS}, {HEAVIEST // MEGABYTE}\N{NO-BREAK SPACE}Mo au plus. Une photo nette d’une "
            "page convient."
        ),
        error_messages={
            "required": AGAIN,
            "missing": AGAIN,
            "invalid": AGAIN,
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long\u00a0: renommez-le.",
        },
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            checked(upload)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload

    def answers(self) -> dict[str, Any]:
        """The arguments of `files.add`."""
        return {"kind": PaperKind(self.cleaned_data["kind"]), "upload": self.cleaned_data["file"]}


class KeyedForm(forms.Form):
    """A text whose key makes of a double click one message."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": form_key.issue(timezone.now()).sign()})
        super().__init__(*args, **kwargs)

    @property
    def identity(self) -> uuid.UUID:
        found = form_key.read(self.cleaned_data["key"])
        return (found or form_key.issue(timezone.now())).uuid


class MessageForm(KeyedForm):
    text = LongTextField(
        "Votre message",
        "Écrivez votre message\u00a0: il est vide.",
        most=LONGEST_MESSAGE,
        rows=5,
        hint="L’équipe de formation le lit, et vous répond sur cette page.",
    )


class AnswerForm(KeyedForm):
    text = LongTextField(
        "Votre réponse",
        "Écrivez la réponse\u00a0: un message vide ne part pas.",
        most=LONGEST_MESSAGE,
        rows=6,
        hint=(
            "La personne la lit sur sa page de suivi\u00a0; un courriel lui dit qu’une réponse "
            "l’attend, sans son contenu."
        ),
    )
