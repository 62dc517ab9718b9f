"""What is typed about stays. Services decide and write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from crm.people.forms import DAY
from crm.people.models import Person
from crm.registers.careful import CarefulForm, PersonText
from crm.registers.words import counted
from editorial.dates import day as written
from territory.models import Commune

from .models import HousingUnit, Stay, StayNight, StayPurpose, StayState
from .rules import Wish
from .services import Told

GONE = "Ce choix n’existe plus : choisissez à nouveau."
SAYS_A_DAY = {
    "required": "Choisissez un jour.",
    "invalid": "Écrivez un jour, par exemple 09/05/2011.",
}
FIRST_DAY, AHEAD = date(2000, 1, 1), timedelta(days=3 * 366)
WHOLE, PART = "foyer", "partie"


def day_field(label: str, **options: Any) -> forms.DateField:
    """A day that may be told: neither of another century nor in ten years."""
    return forms.DateField(
        label=label,
        widget=DAY,
        error_messages=SAYS_A_DAY,
        validators=[
            MinValueValidator(FIRST_DAY, "Cette date est trop ancienne."),
            MaxValueValidator(_latest, "Cette date est trop lointaine : trois ans au plus."),
        ],
        **options,
    )


def _latest() -> date:
    return timezone.localdate() + AHEAD


def person_numbered(number: str) -> Person:
    """The living file of a number. Raises ValidationError otherwise."""
    person = Person.objects.alive().filter(file_number=number.strip()).first()
    if person is None:
        raise forms.ValidationError("Aucun dossier ouvert ne porte ce numéro.")
    return person


class StayForm(CarefulForm):
    """A stay asked for: who, where, when, how many."""

    careful_fields = ("note",)

    person = forms.CharField(
        label="N° de dossier",
        max_length=12,
        help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Indiquez le n° du dossier."},
    )
    unit = forms.ModelChoiceField(
        HousingUnit.objects.order_by("label"),
        label="Logement",
        empty_label=None,
        error_messages={"invalid_choice": GONE, "required": "Choisissez un logement."},
    )
    purpose = forms.ChoiceField(
        label="Pour", choices=[(one.value, one.label.capitalize()) for one in StayPurpose]
    )
    arrive = day_field("Arrivée")
    depart = day_field("Départ", help_text="Le matin du départ : cette nuit-là n’est pas comptée.")
    who = forms.ChoiceField(
        label="Qui vient",
        widget=forms.RadioSelect,
        choices=[
            (WHOLE, "Tout le foyer, tel qu’il est au dossier"),
            (PART, "Une partie, ou une personne seule"),
        ],
        initial=PART,
    )
    persons = forms.IntegerField(
        label="Personnes qui prennent un lit",
        min_value=1,
        max_value=30,
        initial=1,
        required=False,
        help_text="Sans objet pour tout le foyer.",
    )
    babies = forms.IntegerField(
        label="Bébés", min_value=0, max_value=10, initial=0, required=False,
        help_text="Nés l’année du séjour ou celle d’avant : un lit d’appoint suffit.",
    )  # fmt: skip
    funder = forms.CharField(label="Financeur", max_length=80, required=False)
    share = forms.IntegerField(
        label="Part du financeur (%)", min_value=0, max_value=100, initial=100, required=False
    )
    note = PersonText(label="Note", max_length=240, required=False)

    def clean_person(self) -> Person:
        return person_numbered(self.cleaned_data["person"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("who") == PART and not told.get("persons") and "persons" not in self.errors:
            self.add_error("persons", "Dites combien de personnes viennent.")
        return told

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(
            purpose=StayPurpose(told["purpose"]),
            arrive=told["arrive"],
            depart=told["depart"],
            whole=told["who"] == WHOLE,
            persons=told["persons"] or 1,
            babies=told["babies"] or 0,
            funder=told["funder"].strip(),
            share=100 if told["share"] is None else told["share"],
            note=told["note"],
        )


class MoveForm(CarefulForm):
    """A gesture that asks for nothing."""

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in self.base_fields})


class ReasonForm(MoveForm):
    """Why not: the family reads it."""

    careful_fields = ("reason",)
    reason = PersonText(
        label="Motif", max_length=240, rows=2, help_text="Une phrase, écrite dans le courrier"
    )


class ArrivalForm(MoveForm):
    careful_fields = ("inventory",)
    keys_to = forms.CharField(
        label="Clés remises à", max_length=120,
        error_messages={"required": "Dites à qui les clés sont remises."},
    )  # fmt: skip
    inventory = PersonText(label="État des lieux d’entrée", max_length=2000, rows=3, required=False)


class DepartureForm(MoveForm):
    careful_fields = ("inventory",)
    keys_back = forms.BooleanField(label="Les clés sont rendues", required=False)
    inventory = PersonText(
        label="État des lieux de sortie", max_length=2000, rows=3, required=False
    )


# What each move of a stay asks for, and its button.
MOVES: dict[StayState, tuple[type[MoveForm], str]] = {
    StayState.HELD: (MoveForm, "Réserver les nuits"),
    StayState.CONFIRMED: (MoveForm, "Confirmer"),
    StayState.IN_HOUSE: (ArrivalForm, "Noter l’arrivée"),
    StayState.DONE: (DepartureForm, "Noter le départ"),
    StayState.NO_SHOW: (MoveForm, "Non venu"),
    StayState.REFUSED: (ReasonForm, "Refuser"),
    StayState.CANCELLED: (ReasonForm, "Annuler"),
}


class PeriodForm(forms.Form):
    """The period of the value given, the civil year unless told."""

    du = day_field("Du")
    au = day_field("Au, compris")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("du") and told.get("au") and told["du"] > told["au"]:
            self.add_error("au", "La fin de la période suit son début.")
        return told


class UnitForm(WagtailAdminModelForm):
    """A dwelling. What stays already hold cannot be taken away from under them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.commune_id
        self.fields["commune"].queryset = Commune.objects.to_choose_from(kept)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean()
        if self.instance.pk is None:
            return told
        HousingUnit.objects.select_for_update().filter(pk=self.instance.pk).first()
        live = Stay.objects.live().filter(unit=self.instance)
        beds = told.get("beds")
        if beds and (crowded := live.filter(persons__gt=beds).count()):
            self.add_error(
                "beds", f"{counted(crowded, 'séjour prévu', 'séjours prévus').capitalize()} "
                "demande plus de couchages : réglez-le d’abord.",
            )  # fmt: skip
        nights = StayNight.objects.filter(unit=self.instance).order_by("date")
        begins, ends = told.get("available_from"), told.get("available_until")
        if begins and (first := nights.filter(date__lt=begins).first()):
            self.add_error("available_from", f"La nuit du {written(first.date)} est prise.")
        if ends and (last := nights.filter(date__gte=ends).first()):
            self.add_error("available_until", f"La nuit du {written(last.date)} est prise.")
        return told
