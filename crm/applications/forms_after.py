"""What a trainer writes of somebody they trained."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone

from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText


class TrainerNoteForm(CarefulForm):
    careful_fields = ("text",)

    on = forms.DateField(
        label="Vu ou entendu le",
        widget=DAY,
        required=False,
        help_text="Aujourd’hui si rien n’est écrit.",
    )
    text = PersonText(label="Où en est cette personne", max_length=2000, rows=4)

    def clean_on(self) -> date:
        day: date | None = self.cleaned_data["on"]
        return day or timezone.localdate()
