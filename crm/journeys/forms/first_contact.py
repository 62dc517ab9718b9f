"""The one screen of a first contact."""

from __future__ import annotations

from typing import Any

from django import forms

from crm.journeys.exchanges import Said, Then
from crm.journeys.first_contact import FirstContact
from crm.journeys.models import Direction, InteractionKind, Track
from crm.people.contacts import normalise_phone
from crm.people.forms import DAY, MinorForm, PlaceMixin, YearField
from crm.people.models import Channel, Civility, ProfessionalStatus
from crm.people.services import Identity, Minor
from crm.registers.careful import CarefulForm, PersonText

from .exchanges import LONGEST
from .sources import SourceFields

WAYS: dict[str, tuple[str, Said]] = {
    "call": ("Elle appelle", Said(InteractionKind.CALL, Direction.IN)),
    "mail": ("Elle écrit", Said(InteractionKind.MAIL, Direction.IN)),
    "visit": ("Elle vient", Said(InteractionKind.VISIT, Direction.IN)),
    "called": ("Nous l’appelons", Said(InteractionKind.CALL, Direction.OUT)),
}
MINORS = forms.formset_factory(MinorForm, extra=3, max_num=10, absolute_max=12)


def optional(label: str, longest: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=longest, widget=forms.TextInput(attrs=attrs)
    )


class FirstContactForm(SourceFields, CarefulForm, PlaceMixin):
    """Only the way, a last name, the track and what brought them are asked for."""

    careful_fields = ("project", "text")

    way = forms.ChoiceField(
        label="Comment",
        choices=[(key, label) for key, (label, _) in WAYS.items()],
        initial="call",
        widget=forms.RadioSelect,
    )
    civility = forms.ChoiceField(label="Civilité", choices=Civility.choices, required=False)
    first_name = optional("Prénom", 80)
    last_name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Indiquez au moins un nom."}
    )
    phone = optional("Téléphone", 30, inputmode="tel")
    email = forms.EmailField(label="Adresse électronique", required=False, max_length=254)
    preferred_channel = forms.ChoiceField(
        label="À joindre de préférence par", choices=Channel.choices, initial=Channel.PHONE
    )
    birth_year = YearField(label="Année de naissance", required=False)
    professional_status = forms.ChoiceField(
        label="Situation professionnelle", choices=ProfessionalStatus.choices, required=False
    )
    trade = optional("Métier", 120)

    second_first_name = optional("Prénom", 80)
    second_last_name = optional("Nom", 80)
    second_phone = optional("Téléphone", 30, inputmode="tel")
    second_email = forms.EmailField(label="Adresse électronique", required=False, max_length=254)

    track = forms.ChoiceField(
        label="Parcours",
        choices=Track.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le parcours qui ressemble le plus au projet."},
    )
    project = PersonText(
        label="Projet",
        required=False,
        max_length=5000,
        rows=3,
        help_text="En une ou deux phrases, dans ses mots",
    )
    horizon = optional("Échéance", 80)

    text = PersonText(label="Ce qui s’est dit", required=False, max_length=LONGEST, rows=4)
    next_action = optional("Prochaine action", 160)
    next_on = forms.DateField(
        label="Avant le",
        required=False,
        widget=DAY,
        help_text="Le prochain jour ouvré, sans autre date.",
    )
    informed = forms.BooleanField(
        label="La personne sait à quoi servent ses données et comment les consulter",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_items()

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        for name in ("phone", "second_phone"):
            number = answers.get(name, "")
            if number and not normalise_phone(number):
                self.add_error(name, "Ce numéro est incomplet ou comporte une erreur.")
        second = any(answers.get(f"second_{name}") for name in ("first_name", "phone", "email"))
        if second and not answers.get("second_last_name"):
            self.add_error("second_last_name", "Indiquez le nom du second adulte.")
        return answers

    def contact(self, minors: list[Minor], page: str = "", code: str = "") -> FirstContact:
        """What a valid form tells; `page` is the one of the site from which they wrote, `code` the one it bore."""
        told = self.cleaned_data
        where: dict[str, Any] = {"commune": told["commune"], "country": told["country"]}
        label, said = WAYS[told["way"]]
        return FirstContact(
            identity=self._identity("", where),
            second_adult=self._identity("second_", where) if told["second_last_name"] else None,
            minors=minors,
            said=said,
            track=Track(told["track"]),
            source=self.told_source(page, code),
            text=told["text"],
            project=told["project"],
            horizon=told["horizon"],
            then=Then(label=told["next_action"], on=told["next_on"]),
            informed=label.lower() if told["informed"] else "",
        )

    def _identity(self, prefix: str, where: dict[str, Any]) -> Identity:
        own = {} if prefix else {
            name: self.cleaned_data[name]
            for name in (
                "civility", "birth_year", "professional_status", "trade", "preferred_channel",
            )
        }  # fmt: skip
        names = ("first_name", "last_name", "phone", "email")
        return Identity(
            **{name: self.cleaned_data[f"{prefix}{name}"] for name in names}, **own, **where
        )
