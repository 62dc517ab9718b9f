"""What the public and the people of the directory type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from crm.people.form_fields import LineField, LongTextField
from editorial.signed_forms import SignedForm
from territory.home import home_communes

from .models import Card, NameForm
from .services import CardText

NOT_A_CHOICE = {"invalid_choice": "Ce choix n’est pas dans la liste."}


def mail_field(hint: str) -> forms.EmailField:
    return forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text=hint,
        error_messages={
            "required": "Indiquez votre adresse électronique.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class AskForm(SignedForm):
    """The address to which the link of a card goes, if it has one."""

    email = mail_field("Celle à laquelle nous vous écrivons.")


class ContactForm(SignedForm):
    """A message to somebody of the directory."""

    name = LineField("Votre nom", "Indiquez votre nom.", most=120, autocomplete="name")
    email = mail_field("Elle est donnée à cette personne, pour qu’elle puisse vous répondre.")
    text = LongTextField("Votre message", "Écrivez votre message.", most=2000)

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "text")}


class CardForm(forms.Form):
    """One's own card. The consent is asked while it is not given."""

    name_form = forms.TypedChoiceField(
        label="Comment votre nom paraît",
        choices=NameForm.choices,
        coerce=NameForm,
        initial=NameForm.INITIAL,
        widget=forms.RadioSelect,
        error_messages=NOT_A_CHOICE | {"required": "Choisissez comment votre nom paraît."},
    )
    trade = LineField(
        "Métier",
        "Indiquez votre métier.",
        most=80,
        hint="Par exemple\u00a0: traductrice, graphiste.",
    )
    commune = forms.ChoiceField(label="Commune", required=False, error_messages=NOT_A_CHOICE)
    words = LongTextField(
        "Ce que vous faites",
        "Dites en quelques mots ce que vous faites.",
        most=280,
        rows=4,
        hint="280 caractères au plus. Ni adresse ni téléphone\u00a0: on vous écrit par le formulaire.",
    )
    skills = LineField(
        "Savoir-faire",
        most=200,
        hint="Des mots séparés par des virgules. Par exemple\u00a0: anglais, révision, sous-titrage.",
    )
    website = forms.URLField(
        label="Site internet",
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={
            "invalid": "Cette adresse de site est incomplète. Par exemple\u00a0: www.exemple.fr"
        },
        widget=forms.URLInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, agreed: bool, sentence: str, **options: Any) -> None:
        super().__init__(*args, **options)
        here = [(commune.pk, str(commune)) for commune in home_communes()]
        self.communes = {commune.pk: commune for commune in home_communes()}
        self.fields["commune"].choices = [("", "non précisée"), *here]  # type: ignore[attr-defined]
        if not agreed:
            self.fields["agreed"] = forms.BooleanField(
                label=sentence,
                error_messages={
                    "required": "Votre fiche ne paraît qu’avec votre accord\u00a0: cochez la case pour "
                    "le donner."
                },
            )

    @staticmethod
    def values_of(card: Card) -> dict[str, Any]:
        names = ("name_form", "trade", "words", "skills", "website")
        return {name: getattr(card, name) for name in names} | {"commune": card.commune_id or ""}

    def text(self) -> CardText:
        told = self.cleaned_data
        return CardText(
            trade=told["trade"],
            words=told["words"],
            commune=self.communes.get(told["commune"]),
            skills=told["skills"],
            website=told["website"],
            name_form=told["name_form"],
        )
