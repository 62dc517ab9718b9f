"""« Demander un bureau », on the site and at the desk. They only check what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from crm.people.form_fields import LineField, LongTextField, PhoneField
from crm.people.models import Person
from crm.registers.calendar import add_months
from editorial.signed_forms import SignedForm
from telecentre.models import Site, Weekday

from ..models import MOST_DESKS
from .requests import Asker, Wish

LONGEST = 2000
MONTHS_AHEAD = 6
WEEK = [(str(int(day)), str(day.label)) for day in Weekday if day < Weekday.SATURDAY]
DESKS = [("1", "Un bureau"), *((str(n), f"{n} bureaux") for n in range(2, MOST_DESKS + 1))]
NO_DAY = "Cochez au moins un jour."
UNKNOWN = "Ce choix n’est pas dans la liste."


class WishForm(forms.Form):
    """What is asked for."""

    weekdays = forms.MultipleChoiceField(
        label="Quels jours de la semaine\u202f?",
        choices=WEEK,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_DAY, "invalid_choice": NO_DAY, "invalid_list": NO_DAY},
    )
    wished_from = forms.DateField(
        label="À partir de quand\u202f?",
        error_messages={
            "required": "Indiquez à partir de quel jour.",
            "invalid": "Écrivez un jour, par exemple 09/05/2011.",
        },
    )
    desks = forms.ChoiceField(
        label="Pour combien de personnes\u202f?",
        choices=DESKS,
        initial="1",
        help_text="Chacune a son bureau, dans le même lieu.",
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Où\u202f?",
        required=False,
        empty_label="Là où un bureau est libre",
        error_messages={"invalid_choice": "Ce télécentre n’est plus ouvert."},
    )
    text = LongTextField(
        "Ce qu’il faut savoir",
        most=LONGEST,
        rows=4,
        hint="Votre métier, un écran à poser, des appels fréquents… Rien sur votre santé.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.last = add_months(today, MONTHS_AHEAD)
        self.fields["site"].queryset = Site.objects.open_on(today)  # type: ignore[attr-defined]
        self.fields["wished_from"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": f"{today}", "max": f"{self.last}"}
        )

    def clean_wished_from(self) -> date:
        day: date = self.cleaned_data["wished_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(
                "Ce jour est passé\u00a0: choisissez aujourd’hui ou plus tard."
            )
        if day > self.last:
            raise forms.ValidationError(
                f"C’est dans longtemps\u00a0: revenez nous voir six mois avant, "
                f"ou choisissez un jour jusqu’au {self.last:%d/%m/%Y}."
            )
        return day

    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(
            wished_from=said["wished_from"],
            days=tuple(int(day) for day in said["weekdays"]),
            desks=int(said["desks"]),
            site=said["site"],
            text=said["text"],
        )


class OfficeForm(WishForm, SignedForm):
    """The public one: who asks, and how to answer them."""

    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="La réponse et l’offre d’un bureau y arrivent.",
        error_messages={
            "required": "Indiquez votre adresse électronique\u00a0: les offres y arrivent.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField("Téléphone", hint="Hors de France, commencez par +.")

    def asker(self) -> Asker:
        said = self.cleaned_data
        return Asker(said["first_name"], said["last_name"], said["email"], said["phone"])


class FileForm(forms.Form):
    """The file that a request goes to, by its number."""

    dossier = forms.CharField(
        label="N° de dossier",
        max_length=12,
        help_text="Par exemple 2011-0042.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Indiquez le n° du dossier.",
            "max_length": "Un n° de dossier s’écrit 2011-0042.",
        },
    )

    def clean_dossier(self) -> Person:
        number = self.cleaned_data["dossier"]
        person = Person.objects.alive().filter(file_number=number).first()
        if person is None:
            raise forms.ValidationError("Aucun dossier ouvert ne porte ce numéro.")
        return person


class DeskForm(WishForm, FileForm):
    """A request noted at the desk for somebody who has a file."""

    field_order = ("dossier", "weekdays", "wished_from", "desks", "site", "text")
