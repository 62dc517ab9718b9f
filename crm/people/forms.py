"""What is typed about people. Services write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from territory.lookup import communes_of, is_postcode
from territory.models import Commune, Postcode

from .contacts import normalise_phone
from .models import Channel, Civility, ContactKind, Person, ProfessionalStatus

COUNTRIES = [
    ("FR", "France"),
    ("BE", "Belgique"),
    ("CH", "Suisse"),
    ("LU", "Luxembourg"),
    ("DE", "Allemagne"),
    ("GB", "Royaume-Uni"),
    ("NL", "Pays-Bas"),
    ("IT", "Italie"),
    ("ES", "Espagne"),
    ("PT", "Portugal"),
    ("CA", "Canada"),
    ("ZZ", "autre pays"),
    ("", "inconnu"),
]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YearField(forms.IntegerField):
    """A year of birth, four digits, not to come."""

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not 1900 <= value <= timezone.localdate().year:
            raise forms.ValidationError("Une année de naissance s’écrit en quatre chiffres.")


class PlaceMixin(forms.Form):
    """Postcode, then commune among those that share it. Works without JavaScript: the form comes
    back with the communes to choose from."""

    postcode = forms.CharField(
        label="Code postal",
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-postcode": ""}),
    )
    commune = forms.CharField(
        label="Commune",
        required=False,
        max_length=5,
        widget=forms.Select(attrs={"data-commune": ""}),
    )
    country = forms.ChoiceField(label="Pays", choices=COUNTRIES, required=False, initial="FR")

    def __init__(self, *args: Any, kept: Commune | None = None, **kwargs: Any) -> None:
        """`kept` is the commune already known: it stays on offer whatever the postcode."""
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in [kept] if one is not None}
        # Bound fields know the prefix and the initial value; the choices follow what was typed.
        postcode = str(self["postcode"].value() or "").strip()
        self.known |= {one.pk: one for one in communes_of(postcode)}
        choices = [(one.pk, one.name) for one in self.known.values()]
        self.fields["commune"].widget.choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        chosen = self.known.get(answers.get("commune", ""))
        answers["commune"] = chosen
        postcode = answers.get("postcode", "").strip()
        if chosen or not postcode or answers.get("country") not in {"FR", ""}:
            return answers
        sharing = communes_of(postcode)
        if not is_postcode(postcode):
            self.add_error("postcode", "Un code postal compte cinq chiffres.")
        elif not sharing:
            self.add_error("postcode", "Aucune commune n’a ce code postal.")
        elif len(sharing) > 1:
            self.add_error("commune", "Plusieurs communes partagent ce code : choisissez-en une.")
        else:
            answers["commune"] = sharing[0]
        return answers


def place_of(person: Person) -> dict[str, Any]:
    """The initial values of PlaceMixin for somebody known."""
    commune: Commune | None = person.commune
    code = Postcode.objects.filter(commune=commune).values_list("code", flat=True).first()
    return {
        "postcode": code or "",
        "commune": commune.pk if commune else "",
        "country": person.country,
    }


class IdentityForm(PlaceMixin):
    """Who somebody is. Contact points have their own form."""

    civility = forms.ChoiceField(label="Civilité", choices=Civility.choices, required=False)
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Nom", max_length=80)
    birth_year = YearField(label="Année de naissance", required=False)
    trade = forms.CharField(label="Métier", max_length=120, required=False)
    professional_status = forms.ChoiceField(
        label="Situation professionnelle", choices=ProfessionalStatus.choices, required=False
    )
    preferred_channel = forms.ChoiceField(
        label="À joindre de préférence par", choices=Channel.choices
    )

    field_order = (
        "civility", "first_name", "last_name", "birth_year", "postcode", "commune", "country",
        "trade", "professional_status", "preferred_channel",
    )  # fmt: skip

    @classmethod
    def values_of(cls, person: Person) -> dict[str, Any]:
        names = set(cls.base_fields) - {"postcode", "commune", "country"}
        return {name: getattr(person, name) for name in names} | place_of(person)


def contact_fault(kind: str, value: str) -> str:
    """Return what is wrong with a contact point as typed, "" when nothing is."""
    if kind == ContactKind.EMAIL:
        try:
            forms.EmailField().clean(value)
        except forms.ValidationError as error:
            return " ".join(error.messages)
    if kind == ContactKind.PHONE and not normalise_phone(value):
        return "Ce numéro est incomplet ou comporte une erreur."
    return ""


class ContactForm(forms.Form):
    kind = forms.ChoiceField(label="Moyen", choices=ContactKind.choices)
    value = forms.CharField(label="Coordonnée", max_length=254)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        kind, value = answers.get("kind", ""), answers.get("value", "")
        if value and (fault := contact_fault(kind, value)):
            self.add_error("value", fault)
        return answers


class CorrectionForm(forms.Form):
    """A contact point written again; its kind stays."""

    value = forms.CharField(label="Coordonnée", max_length=254)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        if fault := contact_fault(self.kind, value):
            raise forms.ValidationError(fault)
        return value


class MinorForm(forms.Form):
    birth_year = YearField(label="Né ou née en")
    school_level = forms.CharField(label="Classe", max_length=40, required=False)

    def clean_birth_year(self) -> int:
        year: int = self.cleaned_data["birth_year"]
        if timezone.localdate().year - year > 18:
            raise forms.ValidationError("À dix-huit ans passés, ouvrez un dossier à son nom.")
        return year
