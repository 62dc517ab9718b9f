"""What is typed about a view."""

from __future__ import annotations

from django import forms

from crm.journeys.models import Screen


class ViewForm(forms.Form):
    name = forms.CharField(label="Nom de la vue", max_length=60)
    opens_first = forms.BooleanField(label="L’ouvrir en premier", required=False)
    shared = forms.BooleanField(label="La partager avec l’équipe, en lecture", required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class NewViewForm(ViewForm):
    """The filter that is on the screen, under a name."""

    screen = forms.ChoiceField(choices=Screen.choices, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
