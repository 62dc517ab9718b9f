from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from forum.models import Edition, ForumPage
from forum.preparation import Wanted


class PreparationForm(forms.ModelForm):
    """What must be known of an edition before anything else. The year of its first day is its address."""

    class Meta:
        model = Edition
        fields = ("number", "title", "starts_on", "ends_on", "place")
        widgets = {"starts_on": AdminDateInput(), "ends_on": AdminDateInput()}
        help_texts = {
            "starts_on": "Son année fait l’adresse de la page.",
            "ends_on": "Le même jour pour une édition d’une journée.",
            "place": "Par exemple : Maison des services, Murat.",
        }

    def __init__(self, *args: Any, forum: ForumPage, **kwargs: Any) -> None:
        self.forum = forum
        super().__init__(*args, **kwargs)

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if not ForumPage._slug_is_available(str(day.year), self.forum):
            raise forms.ValidationError(f"Une page existe déjà pour l’année {day.year}.")
        return day

    @property
    def wanted(self) -> Wanted:
        return Wanted(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class DuplicationForm(PreparationForm):
    with_speakers = forms.BooleanField(
        label="Reprendre aussi les intervenants",
        required=False,
        help_text="Avec leur fonction d’alors : à relire avant de publier.",
    )
