"""What a criterion is: a few fields, and the people whom their answers describe.

The declared fields alone are read: nothing that an address or a kept row adds reaches the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict

from editorial.dates import day

Told = dict[str, Any]


# Choices read from the database, once for all the forms of a page.
Offers = Callable[[], list[tuple[str, str]]]
Lists = dict[Offers, list[tuple[str, str]]]
GONE = "Cette réponse n’existe plus\u00a0: choisissez-en une autre."


class ManyField(forms.MultipleChoiceField):
    """Several answers, any of which will do."""

    nothing: list[tuple[str, str]] = []

    def __init__(self, label: str, choices: Any = (), *, offers: Offers | None = None) -> None:
        self.offers = offers
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": GONE},
        )


class OneField(forms.ChoiceField):
    """One answer, or none."""

    def __init__(
        self,
        label: str,
        choices: Any = (),
        *,
        offers: Offers | None = None,
        nothing: str = "peu importe",
    ) -> None:
        self.offers = offers
        self.nothing = [("", nothing)]
        super().__init__(
            label=label,
            choices=[*self.nothing, *choices],
            required=False,
            error_messages={"invalid_choice": GONE},
        )


class DayField(forms.DateField):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "Écrivez une date, par exemple 07/10/2011."},
        )


class CountField(forms.IntegerField):
    """A small whole number: days, months."""

    def __init__(self, label: str, *, most: int) -> None:
        sentence = f"Écrivez un nombre de 1 à {most}."
        super().__init__(
            label=label,
            required=False,
            min_value=1,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
        )


class CriterionForm(forms.Form):
    """The fields of a criterion. One of them at least is answered, unless it asks nothing."""

    exclude = forms.BooleanField(
        label="Écarter ces personnes au lieu de les garder", required=False
    )

    asks_nothing = False
    between: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, lists: Lists | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        read: Lists = {} if lists is None else lists
        for field in self.fields.values():
            if isinstance(field, ManyField | OneField) and field.offers:
                if field.offers not in read:
                    read[field.offers] = field.offers()
                field.choices = [*field.nothing, *read[field.offers]]

    @property
    def asked(self) -> list[str]:
        return [name for name in self.fields if name != "exclude"]

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked]

    def clean(self) -> Told:
        told: Told = super().clean() or {}
        for first, last in self.between:
            if told.get(first) and told.get(last) and told[first] > told[last]:
                self.add_error(last, "Cette date précède la première.")
        if not self.errors and not self.asks_nothing and not any(told[n] for n in self.asked):
            raise forms.ValidationError("Répondez à une question au moins, ou retirez ce critère.")
        return told

    def kept(self) -> dict[str, list[str]]:
        """The answers as a row keeps them: texts alone."""
        found = {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data[name]}
        return {name: _as_texts(value) for name, value in found.items()}

    def words(self) -> str:
        """The answers in French, for whoever reads the segment."""
        parts = []
        for name in self.asked:
            if value := self.cleaned_data.get(name):
                parts.append(f"{str(self.fields[name].label).lower()} : {self._said(name, value)}")
        return " ; ".join(parts)

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return day(value)
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return str(value)
        labels = {str(key): str(label) for key, label in choices}
        several = value if isinstance(value, list) else [value]
        return " ou ".join(labels.get(str(one), str(one)) for one in several)


def _as_texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [value.isoformat() if isinstance(value, date) else str(value)]


# Which people the answers describe at a moment. A subquery of people: it never multiplies rows.
People = Callable[[Told, datetime], Q]


@dataclass(frozen=True)
class Criterion:
    code: str
    label: str
    theme: str
    form: type[CriterionForm]
    people: People

    def read(
        self, kept: Mapping[str, Any], *, prefix: str = "", lists: Lists | None = None
    ) -> CriterionForm:
        """The form of answers that a row kept."""
        told = {name: list(value) for name, value in dict(kept.get("told", {})).items()}
        if kept.get("exclude"):
            told["exclude"] = ["on"]
        start = f"{prefix}-" if prefix else ""
        data = MultiValueDict({f"{start}{name}": value for name, value in told.items()})
        return self.form(data, prefix=prefix or None, lists=lists)


def within(field: str, told: Told, after: str, before: str) -> Q:
    """Between two days, both included, of which either may be missing; `field` holds days."""
    found = Q()
    if told.get(after):
        found &= Q(**{f"{field}__gte": told[after]})
    if told.get(before):
        found &= Q(**{f"{field}__lte": told[before]})
    return found
