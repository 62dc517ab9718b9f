"""What an advisor types about the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from crm.registers.careful import CarefulForm, PersonText

from .models import Card, CardState


class CardFilter(forms.Form):
    """The filter of the list. What is wrong is told beside its field and left out."""

    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[("", "Tous"), *[(one.value, one.label.capitalize()) for one in CardState]],
    )
    q = forms.CharField(
        label="Mots",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())


class MoveForm(forms.Form):
    """What becomes of a card; a reason where one is asked for."""

    act = forms.ChoiceField(
        choices=[("publish", "Publier"), ("back", "À revoir"), ("hide", "Masquer")]
    )
    reason = PersonText(label="Motif", required=False, max_length=500, rows=2)


class JudgeForm(forms.Form):
    act = forms.ChoiceField(choices=[("spam", "Indésirable"), ("fair", "Sans suite")])


class IntroduceForm(CarefulForm):
    """Two people of the directory, and why."""

    careful_fields = ("words",)

    first = forms.ModelChoiceField(Card.objects.none(), label="Une personne", empty_label="—")
    second = forms.ModelChoiceField(Card.objects.none(), label="L’autre", empty_label="—")
    words = PersonText(
        label="Pourquoi elles gagneraient à se connaître",
        max_length=500,
        rows=3,
        help_text="Ces mots sont dans le courrier que toutes deux reçoivent",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        public = Card.objects.public(timezone.localdate()).select_related("person")
        for name in ("first", "second"):
            self.fields[name].queryset = public  # type: ignore[attr-defined]
