"""« S’inscrire au Forum »: who answers, and who comes, as many as they are, with or without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict

from editorial.signed_forms import SignedForm

from .contents import Coming, Group
from .programme import Workshop, by_day

ORIGIN = re.compile(r"[a-z0-9-]{1,40}")
ADD, REMOVE = "ajouter", "retirer-"
NEEDS_HINT = (
    "Ce que nous devons prévoir\u00a0: une place pour un fauteuil roulant, la boucle magnétique, une chaise "
    "haute… N’écrivez rien de votre santé."
)


class AnswersForm(SignedForm):
    """How to reach whoever registers, and what they agree to: neither box is ticked beforehand."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="La confirmation et les billets y arrivent.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Indiquez votre adresse électronique."},
    )
    phone = forms.CharField(
        label="Votre téléphone",
        required=False,
        max_length=40,
        help_text="Pour un changement de dernière minute.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    declared_source = forms.CharField(
        label="Comment avez-vous connu le Forum\u00a0?", required=False, max_length=240
    )
    wants_call = forms.BooleanField(
        label="Je souhaite qu’un conseiller me rappelle à propos d’un projet d’installation ou de télétravail.",
        required=False,
    )
    wants_invitations = forms.BooleanField(label="", required=False)
    origine = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def origin(self) -> str:
        """The code of the address that brought them, "" when it is none."""
        told = self.cleaned_data.get("origine", "")
        return told if ORIGIN.fullmatch(told) else ""


class ChangeForm(forms.Form):
    """What whoever answers may change once their address is proven."""

    phone = forms.CharField(label="Votre téléphone", required=False, max_length=40)
    wants_call = forms.BooleanField(
        label="Je souhaite qu’un conseiller me rappelle.", required=False
    )
    wants_invitations = forms.BooleanField(
        label="Je souhaite être invité aux prochaines éditions.", required=False
    )

    def __init__(self, *args: Any, invited: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not invited:
            del self.fields["wants_invitations"]


class PersonForm(forms.Form):
    first_name = forms.CharField(label="Prénom", required=False, max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    organisation = forms.CharField(label="Organisme", required=False, max_length=120)
    access_needs = forms.CharField(
        label="Pour bien vous accueillir", required=False, max_length=240, help_text=NEEDS_HINT
    )
    workshops = forms.TypedMultipleChoiceField(
        label="Ateliers et visites",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Un atelier choisi n’est plus au programme."},
    )

    def __init__(
        self, data: Any = None, *, number: int, workshops: list[Workshop], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.number, self.offered = number, workshops
        self.fields["workshops"].choices = [(row.slot.pk, row.slot.title) for row in workshops]  # type: ignore[attr-defined]
        whose = "votre nom" if number == 1 else f"le nom de la personne {number}"
        self.fields["last_name"].error_messages["required"] = f"Indiquez {whose}."

    @property
    def timetable(self) -> list[tuple[str, list[tuple[Workshop, BoundField]]]]:
        """The boxes of the workshops, by day."""
        boxes = dict(
            zip((row.slot.pk for row in self.offered), self["workshops"].subwidgets, strict=True)
        )
        return [
            (day, [(row, boxes[row.slot.pk]) for row in rows]) for day, rows in by_day(self.offered)
        ]

    def coming(self) -> Coming:
        return Coming(**self.cleaned_data)


class People:
    """The lines of those who come, each under its own number: gaps are allowed, order is kept."""

    def __init__(
        self,
        workshops: list[Workshop],
        data: QueryDict | None = None,
        initial: Iterable[Mapping[str, Any]] = ({},),
    ) -> None:
        self.workshops, self.data = workshops, data
        if data is None:
            told = list(initial)
            self.forms = [self._form(rank, rank + 1, one) for rank, one in enumerate(told)]
        else:
            self.forms = [self._form(row, rank + 1) for rank, row in enumerate(rows_of(data))]

    def _form(self, row: int, number: int, initial: Mapping[str, Any] | None = None) -> PersonForm:
        form = PersonForm(
            self.data if initial is None else None, number=number, workshops=self.workshops,
            prefix=f"p{row}", initial=dict(initial or {}), use_required_attribute=False,
        )  # fmt: skip
        form.row = row  # type: ignore[attr-defined]
        return form

    @property
    def blank(self) -> PersonForm:
        """What a script copies to add somebody."""
        form = PersonForm(
            number=2, workshops=self.workshops, prefix="p__row__", use_required_attribute=False
        )
        form.row = "__row__"  # type: ignore[attr-defined]
        return form

    @property
    def may_grow(self) -> bool:
        return len(self.forms) < settings.FORUM_GROUP_MAX

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])  # noqa: C419

    def coming(self) -> list[Coming]:
        return [form.coming() for form in self.forms]


def rows_of(data: QueryDict) -> list[int]:
    """The numbers of the lines that were sent, one at least, and no more than a group holds."""
    told = [int(row) for row in data.getlist("personne") if row.isdecimal() and len(row) < 5]
    return list(dict.fromkeys(told))[: settings.FORUM_GROUP_MAX] or [0]


class GroupForm:
    """Both together, as the list of what to correct and the views read them."""

    def __init__(self, answers: forms.Form, people: People) -> None:
        self.answers, self.people = answers, people

    def is_valid(self) -> bool:
        return all([self.answers.is_valid(), self.people.is_valid()])

    def add_error(self, text: str) -> None:
        self.answers.add_error(None, text)

    def _all(self) -> list[forms.Form]:
        return [*self.people.forms, self.answers]

    @property
    def is_bound(self) -> bool:
        return self.answers.is_bound

    @property
    def errors(self) -> list[str]:
        return [f"{form.prefix}-{name}" for form in self._all() for name in form.errors]

    @property
    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self._all() for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        for form in self._all():
            yield from form

    def group(self, **known: Any) -> Group:
        """What a public form says: its first person is the one who answers for all."""
        told = self.answers.cleaned_data
        people = self.people.coming()
        first = people[0]
        values: dict[str, Any] = {
            "first_name": first.first_name,
            "last_name": first.last_name,
            "organisation": first.organisation,
            "email": told.get("email", ""),
            "phone": told.get("phone", ""),
            "wants_call": told.get("wants_call", False),
            "wants_invitations": told.get("wants_invitations", False),
            "declared_source": told.get("declared_source", ""),
        }
        return Group(people=people, **values | known)


def retyped(data: QueryDict) -> QueryDict | None:
    """What was typed, with a line more or a line less: None when neither was asked."""
    asked = data.get("faire", "")
    rows = rows_of(data)
    if asked == ADD:
        if len(rows) < settings.FORUM_GROUP_MAX:
            rows.append(max(rows) + 1)
    elif asked.startswith(REMOVE) and asked.removeprefix(REMOVE).isdecimal() and len(rows) > 1:
        rows = [row for row in rows if row != int(asked.removeprefix(REMOVE))]
    else:
        return None
    changed = data.copy()
    changed.setlist("personne", [str(row) for row in rows])
    return changed


def as_typed(data: QueryDict, rows: Iterable[int]) -> list[dict[str, Any]]:
    """What was typed of each person, to be shown again without a word on what is missing."""
    names = ("first_name", "last_name", "organisation", "access_needs")
    return [
        {name: data.get(f"p{row}-{name}", "") for name in names}
        | {"workshops": data.getlist(f"p{row}-workshops")}
        for row in rows
    ]
