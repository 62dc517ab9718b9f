"""What whoever books types. The forms only check; `services.book` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from crm.appointments import codes
from crm.appointments.contents import Said
from crm.appointments.models import Place
from crm.people.countries import FRANCE
from crm.people.form_fields import LineField, LongTextField, NumberField, PhoneField
from crm.people.residence import ResidenceForm
from editorial.signed_forms import SignedForm

LONGEST = 1500
MOST_ADULTS, MOST_CHILDREN = 20, 20


class PartyForm(SignedForm):
    """The household. The hour is that of the address, until it went and others are offered."""

    slot = forms.CharField(label="Les plus proches", required=False, widget=forms.RadioSelect)
    adults = NumberField(
        "Combien d’adultes viendront\u202f?", "Indiquez un nombre d’adultes, de 1 à 20.", digits=2
    )
    children = NumberField(
        "Combien d’enfants\u202f?", "Indiquez un nombre d’enfants, de 0 à 20.", digits=2
    )
    words = LongTextField(
        "Ce dont vous aimeriez parler",
        most=LONGEST,
        rows=4,
        hint="En une phrase, pour que nous préparions l’échange.",
    )

    def __init__(self, data: Any = None, *, place: Place, **options: Any) -> None:
        super().__init__(data, **options)
        self.place = place
        self.fields["adults"].initial = 1
        for name, least, most in [("adults", 1, MOST_ADULTS), ("children", 0, MOST_CHILDREN)]:
            field = self.fields[name]
            if isinstance(field, NumberField):
                field.between(least, most)

    @property
    def chosen(self) -> datetime | None:
        """The hour that was posted, None when it is none."""
        return codes.read(str(self.data.get("slot", "")))

    @property
    def household(self) -> tuple[int, int]:
        """How many adults, how many children."""
        told = self.cleaned_data
        return told.get("adults") or 1, told.get("children") or 0

    def offer_others(self, moments: list[tuple[str, str]]) -> None:
        """Let another hour be chosen, with all that was typed."""
        self.fields["slot"].widget.choices = moments  # type: ignore[attr-defined]


class InvitedForm(PartyForm):
    """Somebody who has a file: who they are is known."""

    phone = PhoneField("Le numéro où vous appeler", hint="Hors de France, commencez par +.")

    field_order = ("phone", "adults", "children", "words")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.place == Place.PHONE and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Indiquez le numéro où vous appeler.")
        return cleaned

    def said(self) -> Said:
        return Said(phone=self.cleaned_data["phone"], words=self.cleaned_data["words"])


class BookingForm(ResidenceForm, PartyForm):
    """Anybody."""

    place_needed = False

    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        required=False,
        help_text="La confirmation et le rappel y partent.",
        error_messages={
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
            "max_length": "Cette adresse est trop longue.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField("Téléphone", hint="Hors de France, commencez par +.")

    field_order = (
        "slot", "first_name", "last_name", "email", "phone", "adults", "children", "words",
        "residence", "postcode", "commune", "country",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = {name for name in ("email", "phone") if cleaned.get(name) or name in self.errors}
        if self.place == Place.PHONE and "phone" not in given:
            self.add_error("phone", "Indiquez le numéro où vous appeler.")
        elif self.place == Place.VIDEO and "email" not in given:
            self.add_error("email", "Indiquez l’adresse où envoyer le lien de la visioconférence.")
        elif not given:
            self.add_error(
                "email",
                "Laissez une adresse électronique ou un téléphone, pour que nous puissions vous "
                "prévenir.",
            )
        return cleaned

    def said(self) -> Said:
        told = {
            name: self.cleaned_data[name]
            for name in Said.__dataclass_fields__
            if name in self.cleaned_data
        }
        told |= {"country": FRANCE} if self.lives_in_france else {"commune": ""}
        return Said(**told)
