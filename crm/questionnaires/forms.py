"""What is answered, and the questions as they are written."""

from __future__ import annotations

from typing import Any

from django import forms

from .models import Question, QuestionKind, QuestionSet, Role

MISSING = "Choisissez une réponse."
SCALE = [(str(mark), str(mark)) for mark in range(1, 6)]
ENDS = "De 1, pas du tout, à 5, tout à fait."


class MarkField(forms.ChoiceField):
    """A mark from 1 to 5: the page draws its choices side by side."""

    is_mark = True


class AnswersForm(forms.Form):
    """The questions of a set on one short page."""

    def __init__(self, questions: QuestionSet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {_name(row): row for row in questions.questions.all()}
        for name, row in self.questions.items():
            self.fields[name] = _field(row)

    def answers(self) -> dict[int, Any]:
        """What was said, per question id."""
        return {row.pk: self.cleaned_data.get(name, "") for name, row in self.questions.items()}


def _name(question: Question) -> str:
    return f"q{question.number}"


def _field(question: Question) -> forms.Field:
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(
            label=question.text,
            required=question.required,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Écrivez quelques mots."},
        )
    if question.kind == QuestionKind.SCALE:
        return MarkField(
            label=question.text,
            required=question.required,
            choices=SCALE,
            help_text=ENDS,
            widget=forms.RadioSelect,
            error_messages={"required": MISSING, "invalid_choice": MISSING},
        )
    if question.kind == QuestionKind.YES_NO:
        choices = [("1", "Oui"), ("0", "Non")]
    else:
        choices = [(str(rank), label) for rank, label in enumerate(question.options)]
    return forms.ChoiceField(
        label=question.text,
        required=question.required,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": MISSING, "invalid_choice": MISSING},
    )


class IntroductionForm(forms.Form):
    introduction = forms.CharField(
        label="Introduction",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionForm(forms.Form):
    """One question of a draft; without a text it is left out."""

    text = forms.CharField(label="Question", required=False, max_length=240)
    kind = forms.ChoiceField(label="Réponse", choices=QuestionKind.choices)
    choices = forms.CharField(
        label="Choix possibles",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un par ligne, pour un choix parmi plusieurs. « + » devant ceux qui comptent pour l’insertion.",
    )
    role = forms.ChoiceField(label="Taux publié", choices=Role.choices, required=False)
    required = forms.BooleanField(label="Réponse obligatoire", required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        kind, role = said.get("kind"), said.get("role")
        if not said.get("text"):
            return said
        if kind == QuestionKind.CHOICE and not said.get("choices"):
            self.add_error("choices", "Écrivez les réponses possibles, une par ligne.")
        if kind != QuestionKind.CHOICE:
            said["choices"] = ""
        if role == Role.SATISFACTION and kind != QuestionKind.SCALE:
            self.add_error("role", "La satisfaction se note de 1 à 5.")
        if role == Role.INSERTION and kind != QuestionKind.CHOICE:
            self.add_error("role", "L’insertion se choisit parmi plusieurs réponses.")
        return said


QuestionForms = forms.formset_factory(QuestionForm, extra=2, max_num=30, validate_max=True)
