"""The public application, one group of questions a form. `drafts` keeps what is typed, `intake` files it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from crm.people.form_fields import LineField, LongTextField, NumberField, PhoneField
from crm.people.models import ProfessionalStatus
from crm.people.residence import ResidenceForm

YOUNGEST, OLDEST = 16, 100

SITUATIONS = [
    (ProfessionalStatus.EMPLOYEE, "En poste, je veux changer"),
    (ProfessionalStatus.UNEMPLOYED, "Sans emploi depuis moins d’un an"),
    (ProfessionalStatus.LONG_UNEMPLOYED, "Sans emploi depuis un an ou plus"),
    (ProfessionalStatus.SELF_EMPLOYED, "Déjà à mon compte"),
    (ProfessionalStatus.TRAINING, "En formation"),
    (ProfessionalStatus.INACTIVE, "Sans activité pour le moment"),
    (ProfessionalStatus.OTHER, "Autre, ou je préfère en parler de vive voix"),
]


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="C’est là que part le lien pour reprendre, puis notre réponse.",
        error_messages={
            "required": "Indiquez une adresse électronique, pour que nous puissions vous répondre.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class ResumeForm(forms.Form):
    """Where to send again the links to what was begun."""

    email = email_field()
    # Nobody sees this field: only what fills in everything does.
    precision = forms.CharField(
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )


class BeginForm(ResumeForm):
    """Who answers, and where to write to them: before anything else."""

    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("first_name", "email")


class IdentityForm(ResidenceForm):
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    phone = PhoneField(
        "Téléphone", hint="Si vous préférez parler. Hors de France, commencez par +."
    )
    birth_year = NumberField(
        "Année de naissance",
        "Écrivez l’année en quatre chiffres, par exemple 1978.",
        digits=4,
        autocomplete="bday-year",
    )

    field_order = (
        "last_name", "phone", "birth_year", "residence", "postcode", "commune", "country",
    )  # fmt: skip

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_year"].between(day.year - OLDEST, day.year - YOUNGEST)  # type: ignore[attr-defined]


class SituationForm(forms.Form):
    professional_status = forms.ChoiceField(
        label="Où en êtes-vous aujourd’hui\u202f?",
        choices=SITUATIONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez la situation qui ressemble le plus à la vôtre.",
            "invalid_choice": "Choisissez une des situations de la liste.",
        },
    )
    trade = LineField(
        "Votre métier ou savoir-faire",
        most=120,
        hint="Par exemple\u00a0: secrétariat médical, traduction, mise en page.",
        autocomplete="organization-title",
    )
    experience_years = NumberField(
        "Années d’expérience dans ce métier",
        "Écrivez un nombre d’années, de 0 à 70.",
        digits=2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["experience_years"].between(0, 70)  # type: ignore[attr-defined]


class ProjectForm(forms.Form):
    project = LongTextField(
        "Que voulez-vous proposer, et à qui\u202f?",
        "Dites en une ou deux phrases ce que vous aimeriez faire.",
        most=4000,
        hint=(
            "Trois ou quatre phrases suffisent. Pas besoin d’un plan d’affaires\u00a0: "
            "nous le ferons ensemble."
        ),
    )


class SendForm(forms.Form):
    newsletter = forms.BooleanField(required=False)

    def __init__(self, *args: Any, newsletter: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["newsletter"].label = newsletter
