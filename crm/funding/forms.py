"""What is typed about an operation and its participants; the forms of the funds are built from their questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from crm.papers.models import Paper
from crm.people.form_fields import LineField, PhoneField
from crm.people.forms import DAY
from crm.registers.careful import PersonText
from territory.models import Commune
from training.models import Session

from .models import Conclusion, Means, Operation, Source
from .questions import Question, Step

OLDEST, YOUNGEST = 100, 15  # years
CHOOSE = "Choisissez une réponse."
WHERE = "Écrivez le code postal et le nom de la commune, par exemple\u00a0: 15300 Murat."


class CommuneField(LineField):
    """A commune by its postcode and name, or by its name when only one bears it. Gives its INSEE code."""

    def __init__(self, label: str, missing: str, *, hint: str = "") -> None:
        super().__init__(label, missing, most=100, hint=hint, autocomplete="address-level2")

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        found = self._communes(typed)
        if not found:
            raise forms.ValidationError(f"Nous ne trouvons pas cette commune. {WHERE}")
        if len(found) > 1:
            names = ", ".join(f"{one.name} ({one.department})" for one in found[:6])
            raise forms.ValidationError(f"Plusieurs communes répondent\u00a0: {names}. {WHERE}")
        return found[0].insee

    def _communes(self, typed: str) -> list[Commune]:
        postcode = re.search(r"\b\d{5}\b", typed)
        name = typed.replace(postcode.group(), "").strip(" ,()-") if postcode else typed
        rows = Commune.objects.all()
        if postcode:
            rows = rows.with_postcode(postcode.group())
        exact = list(rows.filter(name__iexact=name)[:7]) if name else []
        return exact or list(rows.filter(name__icontains=name)[:7])

    def prepare_value(self, value: Any) -> str:
        """An INSEE code is shown as the commune that it names."""
        text = str(value or "")
        if not re.fullmatch(r"\d[\dAB]\d{3}", text):
            return text
        row = Commune.objects.filter(pk=text).first()
        if row is None:
            return text
        postcode = row.postcodes.values_list("code", flat=True).first()
        return f"{postcode} {row.name}" if postcode else row.name


class BirthField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=DAY,
            error_messages={
                "required": "Indiquez votre date de naissance.",
                "invalid": "Écrivez une date, par exemple 12/03/1978.",
            },
            **options,
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        year = timezone.localdate().year
        if value and not year - OLDEST <= value.year <= year - YOUNGEST:
            raise forms.ValidationError("Vérifiez l’année de cette date.")


class StepForm(forms.Form):
    """The questions of one step, as their version asks them. `answers()` gives what is kept."""

    def __init__(self, step: Step, data: Any = None, *, known: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(known))
        self.step = step
        for question in step.questions:
            self.fields[question.code] = field_of(question)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        one_of = self.step.one_of
        if one_of and not any(cleaned.get(code) or code in self.errors for code in one_of):
            self.add_error(one_of[0], self.step.missing)
        return cleaned

    def answers(self) -> dict[str, Any]:
        return {
            code: value.isoformat() if isinstance(value, date) else value
            for code, value in self.cleaned_data.items()
        }


def field_of(question: Question) -> forms.Field:
    if question.kind == "choice":
        return forms.ChoiceField(
            label=question.label,
            help_text=question.help,
            choices=list(question.choices.items()),
            widget=forms.RadioSelect,
            required=not question.optional,
            error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
        )
    if question.kind == "day":
        return BirthField(label=question.label, help_text=question.help)
    if question.kind == "commune":
        return CommuneField(question.label, "Indiquez votre commune.", hint=question.help)
    if question.kind == "phone":
        return PhoneField(question.label, hint=question.help)
    if question.kind == "email":
        return forms.EmailField(
            label=question.label,
            required=False,
            max_length=254,
            help_text=question.help,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            error_messages={
                "invalid": "Cette adresse est incomplète. Par exemple\u00a0: nom@exemple.fr"
            },
        )
    missing = "" if question.optional else "Répondez à cette question."
    return LineField(question.label, missing, most=200, hint=question.help)


class SignForm(forms.Form):
    """A name and a tick: the signature of a form that is whole."""

    name = LineField(
        "Vos prénom et nom", "Écrivez vos prénom et nom.", most=120, autocomplete="name"
    )
    agreed = forms.BooleanField(
        label="Je certifie que ces réponses sont exactes.",
        error_messages={"required": "Cochez la case pour signer."},
    )


class DeskSignForm(SignForm):
    """The same with somebody on the telephone or across the desk; `paper` is the original in their file."""

    name = LineField("Prénom et nom de la personne", "Écrivez qui signe.", most=120)
    agreed = forms.BooleanField(
        label="La personne certifie que ces réponses sont exactes.",
        error_messages={
            "required": "Cochez la case une fois les réponses relues avec la personne."
        },
    )
    source = forms.ChoiceField(
        label="Rempli",
        choices=[(one.value, one.label) for one in (Source.ADVISOR, Source.PHONE)],
        widget=forms.RadioSelect,
        initial=Source.ADVISOR,
        error_messages={"required": CHOOSE},
    )
    paper = forms.ModelChoiceField(
        Paper.objects.none(),
        label="Original signé, parmi les pièces du dossier",
        required=False,
        empty_label="pas d’original papier",
    )

    def __init__(self, papers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = papers  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = PersonText(label="Pourquoi cette correction", max_length=240)


class AttemptForm(forms.Form):
    on = forms.DateField(label="Le", widget=DAY)
    means = forms.ChoiceField(label="Par", choices=Means.choices)


class ConcludeForm(forms.Form):
    conclusion = forms.ChoiceField(
        label="Constat",
        choices=[(one.value, one.label) for one in (Conclusion.UNCHANGED, Conclusion.UNREACHED)],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )


class OperationForm(forms.ModelForm):
    class Meta:
        model = Operation
        fields = (
            "label", "fund", "funder", "convention_no", "starts_on", "ends_on",
            "last_payment_year", "historical",
        )  # fmt: skip
        widgets = {"starts_on": DAY, "ends_on": DAY}


class FundForm(forms.Form):
    """Which session the operation pays for."""

    session = forms.ModelChoiceField(
        Session.objects.none(), label="Session", empty_label="choisissez une session",
        error_messages={"required": "Choisissez une session.", "invalid_choice": "Cette session est déjà rattachée."},
    )  # fmt: skip

    def __init__(self, operation: Operation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = (  # type: ignore[attr-defined]
            Session.objects.standing()
            .filter(
                funding__isnull=True,
                starts_on__lte=operation.ends_on,
                ends_on__gte=operation.starts_on,
            )
            .select_related("course")
            .order_by("-starts_on")
        )
