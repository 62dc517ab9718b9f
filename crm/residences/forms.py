"""The public request of a residence. It only checks what was typed; `posts.receive` keeps it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from crm.people.countries import FRANCE
from crm.people.form_fields import LineField, LongTextField, PhoneField
from crm.people.residence import ResidenceForm
from editorial.signed_forms import SignedForm

from .contents import Told
from .models import ResidenceKind
from .rules import FARTHEST, MOST_PERSONS, length_refused

ONE_CHOICE = "Choisissez une des deux durées."


def day_field(label: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing,
            "invalid": "Écrivez une date, par exemple 12/05/2026.",
        },
    )


class RequestForm(ResidenceForm, SignedForm):
    """Who asks, for what length, when, with whom."""

    place_needed = False

    kind = forms.ChoiceField(
        label="Quelle durée\u202f?",
        choices=[
            (ResidenceKind.SHORT, "Quelques jours, jusqu’à deux semaines. Réponse en 48 heures."),
            (ResidenceKind.LONG, "De deux à six mois. Un comité de partenaires décide."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": ONE_CHOICE, "invalid_choice": ONE_CHOICE},
    )
    starts_on = day_field("Premier jour", "Indiquez le premier jour.")
    ends_on = day_field("Dernier jour", "Indiquez le dernier jour.")
    persons = forms.IntegerField(
        label="Combien serez-vous\u202f?",
        initial=1,
        min_value=1,
        max_value=MOST_PERSONS,
        help_text="Vous compris, enfants compris.",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Dites combien vous serez.",
            "invalid": "Écrivez un nombre.",
            "min_value": "Vous serez au moins une personne.",
            "max_value": f"Une résidence accueille {MOST_PERSONS} personnes au plus.",
        },
    )
    project = LongTextField(
        "Le projet que vous voulez essayer",
        "Dites en quelques mots votre projet.",
        most=2000,
        hint="Votre métier, ce que vous aimeriez vérifier sur place.",
    )
    lodging_wanted = forms.BooleanField(label="J’ai besoin d’un logement", required=False)
    office_wanted = forms.BooleanField(label="J’aimerais un bureau au télécentre", required=False)
    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="La réponse y part, avec un lien pour suivre votre demande.",
        error_messages={
            "required": "Indiquez votre adresse électronique\u00a0: la réponse y part.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField(
        "Téléphone", hint="Pour préparer votre venue. Hors de France, commencez par +."
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        today = timezone.localdate()
        if starts_on and not today <= starts_on <= today + FARTHEST:
            past = starts_on < today
            self.add_error(
                "starts_on",
                "Ce jour est déjà passé." if past else "Demandez au plus deux ans à l’avance.",
            )
        elif (starts_on and ends_on and told.get("kind")) and (
            why := length_refused(ResidenceKind(told["kind"]), starts_on, ends_on)
        ):
            self.add_error("ends_on", why)
        return told

    def told(self) -> Told:
        """What a valid form says; what was typed in the part that does not concern them is left."""
        said = {
            name: self.cleaned_data[name]
            for name in Told.__dataclass_fields__
            if name in self.cleaned_data
        }
        said |= {"country": FRANCE} if self.lives_in_france else {"commune": ""}
        return Told(**said)
