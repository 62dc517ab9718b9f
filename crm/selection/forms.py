"""What is typed about readings: marks, who reads, what was agreed, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys.team import called
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

from .models import HIGHEST_MARK, Criterion, Reading
from .readings import EXPLAINED, Said, Words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MARKS = [(str(mark), str(mark)) for mark in range(HIGHEST_MARK + 1)]
LONGEST = 480


class ReadingForm(CarefulForm):
    """A mark and a comment a criterion. Whole when it is sent, as it comes while it is a draft."""

    def __init__(
        self, criteria: Sequence[Criterion], *args: Any, sending: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.sending = criteria, sending
        for one in criteria:
            self.fields[f"mark_{one.pk}"] = forms.ChoiceField(
                label=f"Note de « {one.label} »", choices=MARKS, required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Une note va de 0 à 5."},
            )  # fmt: skip
            self.fields[f"comment_{one.pk}"] = PersonText(
                label=f"Commentaire sur « {one.label} »", max_length=1000, required=False, rows=2
            )
        self.fields["opinion"] = PersonText(
            label="Avis d’ensemble", max_length=2000, required=False, rows=3
        )
        comments = [f"comment_{one.pk}" for one in criteria]
        self.careful_fields = (*comments, "opinion")  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one in self.criteria if self.sending else []:
            mark = said.get(f"mark_{one.pk}")
            if mark == "":
                self.add_error(f"mark_{one.pk}", "Donnez une note de 0 à 5.")
            elif mark and int(mark) in EXPLAINED and not said.get(f"comment_{one.pk}", True):
                self.add_error(f"comment_{one.pk}", f"Dites pourquoi {mark}.")
        return said

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(
            {
                one.pk: Said(
                    int(said[f"mark_{one.pk}"]) if said[f"mark_{one.pk}"] else None,
                    said[f"comment_{one.pk}"],
                )
                for one in self.criteria
            },
            said["opinion"],
        )

    def rows(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"mark_{one.pk}"], self[f"comment_{one.pk}"]) for one in self.criteria]

    @staticmethod
    def values_of(reading: Reading) -> dict[str, Any]:
        found: dict[str, Any] = {"opinion": reading.opinion}
        for row in reading.marks.all():
            found[f"mark_{row.criterion_id}"] = "" if row.mark is None else str(row.mark)
            found[f"comment_{row.criterion_id}"] = row.comment
        return found


class CorrectionForm(ReadingForm):
    """The same, with what makes the reader correct what was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, sending=True, **kwargs)
        self.fields["reason"] = PersonText(label="Ce qui fait corriger", max_length=LONGEST, rows=2)


class DueForm(forms.Form):
    """A day before which readings are to be sent."""

    due_on = forms.DateField(label="À rendre le", widget=DAY)

    def __init__(self, *args: Any, days: int = 10, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", timezone.localdate() + timedelta(days=days))

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Ce délai est déjà passé : choisissez un jour à venir.")
        return day


class ShareForm(DueForm):
    """Among whom the readings of a session are shared out."""

    readers = forms.MultipleChoiceField(
        label="Lecteurs",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins deux lecteurs."},
    )
    field_order = ["readers", "due_on"]

    def __init__(self, colleagues: Sequence[User], loads: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["readers"].choices = [  # type: ignore[attr-defined]
            (pk, f"{called(user)} ({_to_read(loads[user.pk])})")
            for pk, user in self.colleagues.items()
        ]
        self.initial.setdefault("readers", list(self.colleagues))

    def clean_readers(self) -> list[User]:
        chosen = [self.colleagues[pk] for pk in self.cleaned_data["readers"]]
        if len(chosen) < 2:
            raise forms.ValidationError("Choisissez au moins deux lecteurs.")
        return chosen


def _to_read(number: int) -> str:
    return f"{number} à rendre" if number else "rien à rendre"


class ReaderForm(DueForm):
    """One more reader for an application."""

    reader = forms.ChoiceField(label="Lecteur")
    field_order = ["reader", "due_on"]

    def __init__(
        self, colleagues: Sequence[User], following: set[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            ("", "Choisir"),
            *[
                (
                    pk,
                    f"{called(user)} (suit cette personne)"
                    if user.pk in following
                    else called(user),
                )
                for pk, user in self.colleagues.items()
            ],
        ]

    def clean_reader(self) -> User:
        return self.colleagues[self.cleaned_data["reader"]]


class TakeBackForm(forms.Form):
    reason = PersonText(label="Motif", max_length=LONGEST)


class AgreementForm(CarefulForm):
    """The mark on which the readers settled."""

    careful_fields = ("reason",)

    score = forms.DecimalField(
        label="Note d’accord, sur 100", min_value=0, max_value=100, max_digits=4, decimal_places=1,
        localize=True,
    )  # fmt: skip
    reason = PersonText(label="Ce qui a mis d’accord", max_length=LONGEST, rows=2)


class AppealForm(forms.Form):
    """What somebody says against a refusal. Their own words are kept as they are."""

    received_on = forms.DateField(label="Reçu le", widget=DAY)
    text = PersonText(
        label="Ce que dit la personne", max_length=4000, rows=4, help_text="Ses mots, ou leur sens"
    )
    late_accepted = forms.BooleanField(label="Accepter hors délai", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())


def put(form: forms.Form, refusal: Refused) -> None:
    """Say on a form what a door refused."""
    form.add_error(None, str(refusal))
