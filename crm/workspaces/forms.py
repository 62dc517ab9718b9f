"""What reception types: a day, a name, boxes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from crm.people.models import Person
from telecentre.models import Site

from .days import open_sites
from .models import HalfDay

BOX = re.compile(r"^(\d{1,18})-(am|pm)$")


class DayForm(forms.Form):
    """The day that is looked at, today unless told, and where. A day to come is refused."""

    jour = forms.DateField(
        label="Jour",
        required=False,
        error_messages={"invalid": "Écrivez un jour, par exemple 09/05/2011."},
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": "Ce site n’était pas ouvert ce jour-là."},
    )
    q = forms.CharField(
        label="Chercher une personne\u00a0: nom ou n°\u00a0de dossier",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["jour"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "max": f"{today}"}
        )
        self.fields["site"].queryset = Site.objects.order_by("opened_on", "pk")  # type: ignore[attr-defined]

    def clean_jour(self) -> date:
        day: date = self.cleaned_data["jour"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError("Ce jour est à venir.")
        return day

    def day(self) -> date:
        return self.cleaned_data.get("jour") or timezone.localdate()

    def chosen_site(self) -> Site | None:
        return self.cleaned_data.get("site") or open_sites(self.day()).first()


class PresenceForm(forms.Form):
    """Boxes "person-half". Only living files may be ticked."""

    present = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticked = cast("QueryDict", self.data).getlist("present") if self.is_bound else []
        self.fields["present"].choices = [(value, "") for value in self.ticked]  # type: ignore[attr-defined]

    def clean_present(self) -> list[tuple[Person, HalfDay]]:
        boxes = [BOX.match(value) for value in self.cleaned_data["present"]]
        people = Person.objects.alive().in_bulk([int(box[1]) for box in boxes if box])
        found = [
            (people[int(box[1])], HalfDay(box[2])) for box in boxes if box and int(box[1]) in people
        ]
        if len(found) < len(boxes):
            raise forms.ValidationError("Une personne cochée n’a plus de dossier ouvert.")
        if not found:
            raise forms.ValidationError("Cochez au moins une demi-journée.")
        return found
