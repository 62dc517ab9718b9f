"""What a batch asks once its journeys are chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone

from crm.journeys.bulk.messages import FIELDS, Draft
from crm.journeys.team import called, team

from .exchanges import LONGEST, TaskForm
from .journeys import CloseForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HINT = "Champs\N{NO-BREAK SPACE}: " + ", ".join(f"{{{name}}}" for name in FIELDS) + "."


class BatchForm(forms.Form):
    """The key comes back with the form: a page sent twice acts once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Cette page a expiré : reprenez depuis la liste.",
            "invalid": "Cette page a expiré : reprenez depuis la liste.",
        },
    )

    @property
    def batch_key(self) -> UUID:
        return self.cleaned_data["key"]  # type: ignore[no-any-return]

    @staticmethod
    def new_key() -> UUID:
        return uuid4()


class ColleagueForm(BatchForm):
    """Somebody of the team."""

    colleague: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label="Collègue", empty_label="—"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["colleague"]
        choices.queryset = team()  # type: ignore[attr-defined]
        choices.label_from_instance = called  # type: ignore[attr-defined]


class BatchTaskForm(TaskForm, BatchForm):
    """The same task for everybody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].empty_label = "le référent de chaque parcours"  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Choisissez aujourd’hui ou plus tard.")
        return day


class BatchCloseForm(CloseForm, BatchForm):
    """The same reason for everybody."""


class MessageForm(BatchForm):
    """A message of service."""

    subject = forms.CharField(label="Objet", max_length=150, help_text=HINT)
    text = forms.CharField(
        label="Message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        initial="Bonjour {prénom},\n\n",
        help_text=f"{HINT} Votre nom, celui de la collectivité et son téléphone sont ajoutés à la fin.",
    )
    service = forms.BooleanField(
        label="Ce message concerne le suivi de ces personnes : il n’annonce ni n’invite.",
        error_messages={
            "required": "Un message groupé sert au suivi. Une annonce ou une invitation demande"
            " l’accord de chaque personne : elle ne part pas d’ici."
        },
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for name in ("subject", "text"):
            unknown = Draft(answers.get(name, ""), "").unknown_fields()
            if unknown:
                known = ", ".join(f"{{{field}}}" for field in FIELDS)
                self.add_error(
                    name, f"« {unknown[0]} » n’est pas un champ. Les champs sont {known}."
                )
        return answers

    @property
    def draft(self) -> Draft:
        told = self.cleaned_data
        return Draft(told["subject"], told["text"].replace("\r\n", "\n"))
