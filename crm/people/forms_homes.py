"""What is typed about a household. Services write it."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.consents.models import OF_ONESELF

from .contacts import normalise_phone
from .forms import DAY, MinorForm
from .models import HouseholdMember, Person
from .services import Identity


class AdultForm(forms.Form):
    """A second adult: a file already there, found by its number, or a new one."""

    file_number = forms.CharField(
        label="N° de dossier, si la personne est déjà connue", max_length=12, required=False
    )
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Nom", max_length=80, required=False)
    email = forms.EmailField(label="Adresse électronique", required=False, max_length=254)
    phone = forms.CharField(label="Téléphone", max_length=30, required=False)
    on = forms.DateField(
        label="Dans le foyer depuis le",
        required=False,
        widget=DAY,
        help_text="Aujourd’hui, sans autre date.",
    )
    moving = forms.BooleanField(label="Quitte son foyer actuel ce jour-là", required=False)

    person: Person | None = None

    def clean_file_number(self) -> str:
        number = self.cleaned_data["file_number"].strip()
        if number:
            self.person = Person.objects.alive().filter(file_number=number).first()
            if self.person is None:
                raise forms.ValidationError("Aucun dossier ne porte ce numéro.")
        return number

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        named = answers.get("file_number") or answers.get("last_name")
        if not named and "file_number" not in self.errors:
            self.add_error("last_name", "Indiquez un nom, ou un numéro de dossier.")
        number = answers.get("phone", "")
        if number and not normalise_phone(number):
            self.add_error("phone", "Ce numéro est incomplet ou comporte une erreur.")
        return answers

    def identity(self, beside: Person) -> Identity:
        """Somebody new who lives where the other adult does."""
        told = {
            name: self.cleaned_data[name] for name in ("last_name", "first_name", "email", "phone")
        }
        return Identity(**told, commune=beside.commune, country=beside.country)


class NewMinorForm(MinorForm):
    """A child, and since when they live there."""

    on = forms.DateField(
        label="Dans le foyer depuis le",
        required=False,
        widget=DAY,
        help_text="Aujourd’hui, sans autre date.",
    )


class LeaveForm(forms.Form):
    on = forms.DateField(
        label="Sortie du foyer le",
        required=False,
        widget=DAY,
        help_text="Aujourd’hui, sans autre date.",
    )


class DwellingForm(forms.Form):
    rooms_wanted = forms.IntegerField(
        label="Pièces souhaitées", required=False, min_value=1, max_value=20
    )
    rent_max = forms.IntegerField(
        label="Loyer au plus, en euros par mois", required=False, min_value=0, max_value=9999
    )
    wanted_from = forms.DateField(label="À partir du", required=False, widget=DAY)


class ChildConsentForm(forms.Form):
    """What one adult of a household says about showing a child."""

    adult = forms.ModelChoiceField(
        HouseholdMember.objects.none(), label="Qui le dit", empty_label=None
    )
    purpose = forms.ChoiceField(
        label="Pour", choices=[(one.value, one.label) for one in OF_ONESELF]
    )
    given = forms.TypedChoiceField(
        label="Cet adulte",
        choices=[("yes", "accepte"), ("no", "retire son accord")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    channel = forms.CharField(
        label="Par quel moyen", max_length=40, help_text="Par exemple : papier signé, courriel."
    )
    proof = forms.CharField(
        label="Où est gardé l’écrit signé", max_length=120, required=False,
        help_text="Nécessaire pour un accord.",
    )  # fmt: skip

    def __init__(self, *args: Any, child: HouseholdMember, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["adult"].queryset = HouseholdMember.objects.filter(  # type: ignore[attr-defined]
            household=child.household_id, person__isnull=False, ends_on__isnull=True
        ).select_related("person")
