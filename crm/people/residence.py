"""Where somebody lives, as a public form asks it: a postcode and its commune, or a country."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from territory.lookup import communes_of
from territory.models import Commune

from .countries import ABROAD
from .form_fields import LineField

IN_FRANCE, ABROAD_VALUE = "france", "etranger"


class ResidenceForm(forms.Form):
    """Without JavaScript the form comes back with the communes to choose from.

    `place_needed` is False where one may keep silent about it.
    """

    place_needed = True

    residence = forms.ChoiceField(
        label="Où vivez-vous aujourd’hui\u202f?",
        choices=[(IN_FRANCE, "En France"), (ABROAD_VALUE, "J’habite à l’étranger")],
        initial=IN_FRANCE,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites si vous vivez en France ou à l’étranger.",
            "invalid_choice": "Dites si vous vivez en France ou à l’étranger.",
        },
    )
    postcode = LineField(
        "Code postal",
        most=10,
        hint="Cinq chiffres, sans CEDEX.",
        autocomplete="postal-code",
        inputmode="numeric",
    )
    commune = forms.CharField(label="Votre commune", required=False, widget=forms.RadioSelect)
    country = forms.ChoiceField(
        label="Pays",
        choices=[("", "Choisissez un pays"), *ABROAD.items()],
        required=False,
        widget=forms.Select(attrs={"autocomplete": "country"}),
        error_messages={"invalid_choice": "Choisissez un pays de la liste."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].widget.choices = [  # type: ignore[attr-defined]
            (commune.insee, commune.name) for commune in self.communes
        ]
        if self.place_needed:
            self.fields["postcode"].widget.attrs["required"] = "required"
            self.fields["country"].widget.attrs["required"] = True

    @cached_property
    def communes(self) -> list[Commune]:
        """The communes of the postcode that was posted, or that was known beforehand."""
        posted = self.data.get(self.add_prefix("postcode"), "")
        typed = posted if self.is_bound else self.initial.get("postcode", "")
        return communes_of(typed.replace(" ", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        where = cleaned.get("residence")
        if where == IN_FRANCE:
            self._clean_commune(cleaned)
        elif where == ABROAD_VALUE and not cleaned.get("country") and "country" not in self.errors:
            self.add_error("country", "Choisissez le pays où vous vivez.")
        return cleaned

    def _clean_commune(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("postcode"):
            cleaned["commune"] = ""
            if self.place_needed:
                self.add_error("postcode", "Indiquez le code postal de votre logement.")
        elif not self.communes:
            self.add_error(
                "postcode",
                "Aucune commune n’a ce code postal. Vérifiez ses cinq chiffres, sans CEDEX.",
            )
        elif len(self.communes) == 1:
            cleaned["commune"] = self.communes[0].insee
        elif cleaned.get("commune") not in {commune.insee for commune in self.communes}:
            self.add_error(
                "commune", "Plusieurs communes ont ce code postal\u00a0: choisissez la vôtre."
            )

    @property
    def lives_in_france(self) -> bool:
        return bool(self.cleaned_data["residence"] == IN_FRANCE)
