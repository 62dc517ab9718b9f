"""What is typed about discovery days: by the team, and by a family on the site."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.lodging.forms import day_field, person_numbered
from crm.people.form_fields import LineField, PhoneField
from crm.people.models import Person
from editorial.signed_forms import SignedForm

from .discovery import DayPlan, Who
from .models import DiscoveryDay

HOW_MANY = "Écrivez un nombre."


def people_field(label: str, least: int, hint: str = "") -> forms.IntegerField:
    few = f"Entre {least} et 20."
    return forms.IntegerField(
        label=label, min_value=least, max_value=20, initial=least, help_text=hint,
        error_messages={
            "required": HOW_MANY, "invalid": HOW_MANY, "min_value": few, "max_value": few,
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class DayForm(forms.Form):
    """A discovery day, as the team prepares it. All of it is read on the site."""

    date = day_field("Jour")
    title = forms.CharField(label="Titre", max_length=120, initial="Journée découverte")
    meeting_point = forms.CharField(label="Rendez-vous", max_length=200, required=False)
    programme = forms.CharField(
        label="Programme", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Lu par tous sur le site\N{NO-BREAK SPACE}: la personne peut lire ces lignes.",
    )  # fmt: skip
    seats = forms.IntegerField(label="Familles accueillies", min_value=1, max_value=100, initial=8)
    closes_on = day_field("Dernier jour pour s’inscrire")

    @staticmethod
    def values_of(day: DiscoveryDay) -> dict[str, Any]:
        names = ("date", "title", "meeting_point", "programme", "closes_on")
        return {name: getattr(day, name) for name in names} | {"seats": day.seats.count()}

    def plan(self) -> DayPlan:
        return DayPlan(**self.cleaned_data)


class StaffForm(forms.Form):
    """A family of a file, registered by the team."""

    person = forms.CharField(
        label="N° de dossier", max_length=12, help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Indiquez le n° du dossier."},
    )  # fmt: skip
    adults = people_field("Adultes", 1)
    children = people_field("Enfants", 0)

    def clean_person(self) -> Person:
        return person_numbered(self.cleaned_data["person"])


class PublicForm(SignedForm):
    """A family registers itself."""

    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="La confirmation y part, avec le lien pour annuler.",
        error_messages={
            "required": "Indiquez votre adresse électronique.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField("Téléphone", hint="Pour vous joindre le jour même.")
    adults = people_field("Adultes", 1)
    children = people_field("Enfants", 0)

    def who(self) -> Who:
        names = ("first_name", "last_name", "email", "phone", "adults", "children")
        return Who(**{name: self.cleaned_data[name] for name in names})
